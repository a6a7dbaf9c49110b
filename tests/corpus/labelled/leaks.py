"""What planted.py hides in packages. All of it is made up and says so; it is put together here, so that no file holds a whole token."""

import base64
import json
import os
import struct
import subprocess
import tempfile
import zlib

SOURCE = "/home/fakealice/acme"
WINDOWS_SOURCE = "C:/Users/fakealice/acme"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Leak:
    """One file to plant: `checks` have to name it, or `found_at` below the folder it is planted in. `suffix` lets text be
    added to a file of the package instead."""

    def __init__(self, name, content, *checks, found_at=None, suffix=None):
        self.name = name
        self.content = content if isinstance(content, bytes) else content.encode()
        self.checks = checks
        self.found_at = found_at or name
        self.suffix = suffix


def fake(rng, length):
    """Random letters and digits that say what they are."""
    word = "FAKEnotREAL"
    return word + "".join(rng.choice(BASE62) for _ in range(length - len(word)))


def with_checksum(prefix, rng):
    """Tokens that end with the CRC-32 of their body in base 62."""
    body = fake(rng, 30)
    value = zlib.crc32(body.encode())
    digits = ""
    for _ in range(6):
        digits = BASE62[value % 62] + digits
        value //= 62
    return prefix + body + digits


def hexadecimal(rng, length):
    return "fa4e" + "".join(rng.choice("0123456789abcdef") for _ in range(length - 4))


def wide(text):
    return text.encode("utf-16-le")


def noise(rng, length):
    return bytes(rng.randrange(256) for _ in range(length))


def pem(kind, body=None, headers=""):
    body = body or b"\x30\x82\x02\x5c\x02\x01\x00\x02\x81\x81\x00" + b"FAKE NOT A REAL KEY " * 30
    text = base64.b64encode(body).decode()
    lines = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    words = (kind + " PRIVATE" + " KEY").lstrip()
    return f"-----BEGIN {words}-----\n{headers}{lines}\n-----END {words}-----\n"


def pkcs8():
    return pem("", b"\x30\x82\x04\xbd\x02\x01\0\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\0" + b"FAKE NOT A REAL KEY " * 50)


def pgp():
    block = "PGP PRIVATE" + " KEY BLOCK"
    body = base64.b64encode(b"\x95\x01\xd8\x04" + b"FAKE NOT A REAL KEY " * 20).decode()
    return f"-----BEGIN {block}-----\nVersion: Fake\n\n" + "\n".join(body[i:i + 64] for i in range(0, len(body), 64)) + f"\n-----END {block}-----\n"


def putty():
    body = base64.b64encode(b"FAKE NOT A REAL KEY " * 8).decode()
    return ("PuTTY-User-" + "Key-File-2: ssh-rsa\r\nEncryption: none\r\nComment: fake\r\nPublic-Lines: 1\r\nAAAA\r\n"
            + "Private" + "-Lines: 4\r\n" + "\r\n".join(body[i:i + 64] for i in range(0, len(body), 64))
            + "\r\nPrivate-MAC: 00\r\n")


def openssh():
    return pem("OPENSSH", b"openssh-key-v1\0" + b"\0\0\0\4none\0\0\0\4none\0\0\0\0\0\0\0\1" + b"FAKE NOT A REAL KEY " * 20)


def source_map(content="int main() { return fake_alice; }\n"):
    return json.dumps({"version": 3, "file": "app.js", "sources": ["../src/app.ts"], "sourcesContent": [content],
                       "names": ["a"], "mappings": "AAAA,SAASA"})


def inline_map(opening="//# ", closing="\n"):
    data = base64.b64encode(source_map().encode()).decode()
    return opening + "sourceMapping" + "URL=data:application/json;charset=utf-8;base64," + data + closing


def compiled(*options, compiler="g++", output="a.out", text="int acme() { return 42; }\nint main() { return acme(); }\n"):
    """What a real compiler writes."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "acme.cpp"), "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run([compiler, *options, "acme.cpp", "-o", output], cwd=folder, check=True)
        if output.endswith(".o"):
            subprocess.run(["ar", "rc", "libacme.a", output], cwd=folder, check=True)
        with open(os.path.join(folder, output), "rb") as file:
            program = file.read()
        if not output.endswith(".o"):
            return program
        with open(os.path.join(folder, "libacme.a"), "rb") as file:
            return program, file.read()


def core_dump():
    """An ELF file of type ET_CORE with one note segment."""
    header = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 4, 62, 1, 0, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    return header + struct.pack("<IIQQQQQQ", 4, 4, 120, 0, 0, 32, 32, 4) + struct.pack("<III", 5, 12, 1) + b"CORE\0\0\0\0" + bytes(12)


def wasm_with_symbols():
    def section(number, body):
        return bytes([number, len(body)]) + body
    return b"\0asm\1\0\0\0" + section(0, b"\x0b.debug_info" + b"FAKE" * 8)


def png_with_more(rng):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    image = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
             + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
    return image + b"FAKE" + noise(rng, 300)


def keys(rng):
    rsa = pem("RSA")
    return [
        Leak("notes.txt", "the key of the build server:\n" + rsa, "private-key", suffix=".md"),
        Leak("login.js", "const k = " + json.dumps(pkcs8()) + ";\n",
             "private-key", suffix=".js"),
        Leak("guide.md", "".join("    " + line + "\n" for line in pem("EC").splitlines()), "private-key", suffix=".md"),
        Leak("deploy.cfg", "[ssh]\r\n" + openssh().replace("\n", "\r\n"), "private-key"),
        Leak("blob.dat", pem("ENCRYPTED"), "private-key"),
        Leak("old.txt", pem("RSA", headers="Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,FA4E\n\n"), "private-key"),
        Leak("terminal.txt", putty(), "private-key"),
        Leak("signing.asc", pgp(), "private-key"),
        Leak("firmware.bin", noise(rng, 20000) + rsa.encode() + noise(rng, 20000), "private-key"),
        Leak("setup.ps1", b"\xff\xfe" + wide("$key = @'\r\n" + rsa.replace("\n", "\r\n") + "'@\r\n"), "private-key"),
        Leak("cluster.yaml", "users:\n- user:\n    client-key-data: " + base64.b64encode(rsa.encode()).decode() + "\n",
             "private-key", "credential", suffix=".md"),
        Leak("store.bin", b"\x30\x82\x0a\0\x02\x01\x03" + bytes(14) + b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02\xa0\x82\x05\x01"
             + b"FAKE" * 60, "private-key"),
        Leak("store.dat", b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1\0\0\0\1\0\4fake\0\0\1\x9c" + b"FAKE" * 60, "private-key"),
        Leak("rsa.dat", b"\x30\x82\x02\x5d\x02\x01\0\x02\x81\x81\0" + noise(rng, 128) + b"\x02\x03\x01\0\x01\x02\x81\x80"
             + noise(rng, 400), "private-key"),
        Leak("id_ed25519", openssh(), "private-key", "secret-file"),
        Leak("server.key", rsa, "private-key", "secret-file"),
    ]


def tokens(rng):
    aws = "AK" + "IA" + "FAKE0NOTREAL" + "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
    github = with_checksum("gh" + "p_", rng)
    slack = "xo" + "xb-702149538619-570283647021-" + fake(rng, 24)
    return [
        Leak("client.js", f"export const id='{aws}';\n", "access-token", suffix=".js"),
        Leak("settings.json", json.dumps({"ci": {"token": github}}), "access-token", suffix=".json"),
        Leak(".npmrc", "//registry.acme.internal/:_auth" + "Token=" + with_checksum("np" + "m_", rng) + "\n",
             "access-token", "secret-file"),
        Leak("app.min.js", "!function(){var a=1," + f't="{slack}"' + ";fetch(t)}();" * 40, "access-token", suffix=".js"),
        Leak("client.pyc", b"\x55\r\r\n" + bytes(12) + b"\xe3\0\0\0\0\xfa\x28" + github.encode() + b"\xfa\x04main", "access-token"),
        Leak("pay.txt", "sk" + "_live_" + fake(rng, 24) + "\n", "access-token", suffix=".md"),
        Leak("map.html", "<script src='https://maps.acme.internal/?key=" + "AI" + "za" + fake(rng, 35) + "'></script>", "access-token"),
        Leak("native.dll", noise(rng, 400) + wide('"' + github + '"') + noise(rng, 400), "access-token"),
        Leak("pull.sh", "git clone https://oauth2:" + "glp" + "at-" + fake(rng, 20) + "@git.acme.internal/acme.git\n", "access-token", "credential"),
        Leak("upload.py", "session = Session(aws_secret" + f"_access_key='{fake(rng, 40)}')\n", "access-token"),
        Leak("storage.txt", "DefaultEndpointsProtocol=https;AccountName=acme;Account" + "Key="
             + base64.b64encode(b"FAKE not real " + noise(rng, 50)).decode() + ";EndpointSuffix=core.windows.net\n", "access-token"),
        Leak("mail.rb", "ENV['KEY'] ||= \"S" + "G." + fake(rng, 22) + "." + fake(rng, 43) + "\"\n", "access-token"),
        Leak("notify.sh", "curl -d hi https://hooks.slack.com/" + "services/T0FAKE0NOT/B0REAL0FAK/" + fake(rng, 24) + "\n", "access-token"),
        Leak("robot.go", 'const chat = "' + "702149538:" + "AA" + fake(rng, 33) + '"\n', "access-token"),
        Leak("model.env.txt", "OPENAI_API_KEY=" + "sk-" + "proj-" + fake(rng, 74) + "T3Blbk" + "FJ" + fake(rng, 74) + "\n", "access-token", "credential"),
        Leak("cloud.json", json.dumps({"type": "service_" + "account", "project_id": "fake-acme", "private_" + "key_id": hexadecimal(rng, 40),
                                       "private_key": pkcs8()}), "access-token", "private-key"),
        Leak("probe.http", "GET / HTTP/1.1\r\nAuthoriz" + "ation: Basic " + base64.b64encode(b"acme:" + fake(rng, 16).encode()).decode() + "\r\n",
             "credential"),
        Leak("account.yaml", "token: " + "eyJhb" + "GciOiJSUzI1NiIsImtpZCI6IiJ9."
             + base64.b64encode(b'{"iss":"kubernetes/serviceaccount","FAKE":"NOT REAL"}').decode().rstrip("=") + "." + fake(rng, 60), "access-token"),
    ]


def credentials(rng):
    password = fake(rng, 18) + "0"
    return [
        Leak("database.conf", f"url = postgres:/" + f"/acme:{password}@db7.acme.internal/live\n", "credential"),
        Leak("hosts.txt", f"machine git.acme.internal log" + f"in builder password {password}\n", "credential"),
        Leak("registry.json", json.dumps({"au" + "ths": {"registry.acme.internal": {
            "auth": base64.b64encode(f"fake:{password}".encode()).decode()}}}), "credential"),
        Leak(".env-local", f"ACME_DATABASE_PASS" + f"WORD={password}\n", "secret-file", "credential"),
        Leak("legacy.config", f'"Server=tcp:db7.acme.internal;Database=acme;User Id=acme;Pass' + f'word={password};"', "credential"),
        Leak("plan.exe", noise(rng, 500) + wide("About Project " + "Quokka") + noise(rng, 500), "confidential-marker"),
        Leak("plan.txt", "PROJECT " + "QUOKKA is for next year\n", "confidential-marker", suffix=".md"),
    ]


def maps(_rng):
    return [
        Leak("app.js.map", source_map(), "source-map", "source-map-file"),
        Leak("data.json", source_map(), "source-map"),
        Leak("chunk.txt", ")]}'\n" + source_map(), "source-map"),
        Leak("parts.json", json.dumps({"version": 3, "sections": [{"offset": {"line": 0, "column": 0}, "map": json.loads(source_map())}]}),
             "source-map"),
        Leak("app.js", "console.log(1);\n" + inline_map(), "inline-source-map", suffix=".js"),
        Leak("app.css", "a{color:red}\n" + inline_map("/*# ", " */\n"), "inline-source-map"),
        Leak("modules.js", "eval(" + json.dumps("console.log(2);\n" + inline_map()) + ");\n", "inline-source-map"),
    ]


def programs(rng):
    folder = ("-ffile-prefix-map=.=.",)
    debug, debug_library = compiled("-g", "-c", *folder, output="acme.o")
    optimised, _ = compiled("-O2", "-flto", "-c", output="acme.o")
    return [
        Leak("acme", compiled("-g", *folder), "debug-info"),
        Leak("plugin.bin", compiled("-g", "-gz=zlib", *folder), "debug-info"),
        Leak("acme.o", debug, "debug-info", "build-state"),
        Leak("libacme.a", debug_library, "debug-info", found_at="libacme.a*"),
        Leak("optimised.dat", optimised, "link-time-code"),
        Leak("tool", compiled("-s", "-Wl,-rpath," + SOURCE + "/build/lib"), "run-path", "build-path"),
        Leak("embedded.bin", compiled("-gdwarf-5", "-gembed-source", *folder, compiler="clang++"), "embedded-source", "debug-info"),
        Leak("service", compiled("-s", text=f'const char* where = "{SOURCE}/src/main.cpp";\n' "int main() { return where[0]; }\n"), "build-path"),
        Leak("service.dll", noise(rng, 600) + wide(SOURCE + "/src/main.cpp\0") + noise(rng, 600), "build-path"),
        Leak("coverage.txt", "SF:" + SOURCE.upper() + "/SRC/MAIN.CPP\n", "build-path", suffix=".md"),
        Leak("config.json", json.dumps({"root": WINDOWS_SOURCE.replace("/", "\\") + "\\src"}), "build-path", suffix=".json"),
        Leak("config.h", f'#define ACME_ROOT "{WINDOWS_SOURCE}/src"\n', "build-path"),
        Leak("acme.wasm", wasm_with_symbols(), "debug-info"),
        Leak("snapshot.bin", core_dump(), "core-dump"),
        Leak("crash.bin", b"MDMP\x93\xa7\0\0" + struct.pack("<II", 3, 32) + bytes(200), "core-dump"),
        Leak("logo.png", png_with_more(rng), "trailing-data"),
    ]


def repositories(rng):
    commit = hexadecimal(rng, 40)
    return [
        Leak("settings.txt", "[core]\n\trepository" + "formatversion = 0\n\tbare = false\n", "repository-data"),
        Leak("archive.dat", b"PA" + b"CK" + struct.pack(">II", 2, 3) + noise(rng, 200), "repository-data"),
        Leak(".git/HEAD", "ref: refs/heads/main\n", "version-control", found_at=".git"),
        Leak(".svn/entries", "12\n", "version-control", found_at=".svn"),
        Leak("change.txt", f"From {commit} Mon Sep 17 " + "00:00:00 2001\nFrom: Fake <fake@acme.internal>\n", "repository-data"),
        Leak("rows.dat", b"SQLite " + b"format 3\0\x10\0\1\1\0" + bytes(4000), "bulk-data"),
    ]


def litter(_rng):
    return [
        Leak(".DS_Store", b"\0\0\0\1Bud1" + bytes(200), "os-litter"),
        Leak("._index.js", b"\0\5\x16\7\0\2\0\0Mac OS X", "os-litter"),
        Leak("Thumbs.db", bytes(100), "os-litter"),
        Leak("index.js~", "var a = 1;\n", "editor-litter"),
        Leak(".index.js.swp", b"b0VIM 9.0" + bytes(100), "editor-litter"),
        Leak("merge.orig", "a\n", "editor-litter"),
        Leak(".idea/workspace.xml", "<project/>\n", "editor-litter", found_at=".idea"),
        Leak("CMakeCache.txt", "CMAKE_BUILD_TYPE:STRING=Debug\n", "build-state"),
        Leak("npm-debug.log", "0 info it worked\n", "build-state"),
        Leak("CMakeFiles/rules.ninja", "# rules\n", "build-state", found_at="CMakeFiles"),
        Leak("acme.pdb", b"Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0" + bytes(400), "debug-file", "debug-info"),
    ]


def leaks(rng):
    return [leak for kind in (keys, tokens, credentials, maps, programs, repositories, litter) for leak in kind(rng)]
