console.log("acme");
