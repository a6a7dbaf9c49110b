#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>
#include <string_view>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{".env", "folder of environment files"},
    NameRule{".aws", "credentials of AWS"},
    NameRule{".azure", "credentials of Azure"},
    NameRule{".config/gcloud", "credentials of Google Cloud"},
    NameRule{".ssh", "keys and hosts of SSH"},
    NameRule{".gnupg", "keys of GnuPG"},
    NameRule{".kube", "credentials of Kubernetes"},
    NameRule{".password-store", "passwords of pass"},
    NameRule{".terraform", "working folder of Terraform"},
};

constexpr std::array k_files{
    NameRule{".env", "environment file"},
    NameRule{".env.*", "environment file"},
    NameRule{".env-*", "environment file"},
    NameRule{".env_*", "environment file"},
    NameRule{".env *", "environment file"},
    NameRule{".envrc", "environment file of direnv"},
    NameRule{"?*.env", "environment file", true},
    NameRule{".npmrc", "settings of npm, which hold tokens"},
    NameRule{".yarnrc*", "settings of Yarn, which hold tokens"},
    NameRule{".pypirc", "credentials of PyPI"},
    NameRule{".netrc", "credentials for hosts"},
    NameRule{"_netrc", "credentials for hosts"},
    NameRule{".git-credentials", "credentials of Git"},
    NameRule{".docker/config.json", "credentials of Docker"},
    NameRule{".dockercfg", "credentials of Docker"},
    NameRule{".dockerconfigjson", "credentials of Docker"},
    NameRule{".gem/credentials", "credentials of RubyGems"},
    NameRule{".cargo/credentials*", "credentials of Cargo"},
    NameRule{".m2/settings*.xml", "credentials of Maven"},
    NameRule{".config/gh/hosts.yml", "credentials of GitHub"},
    NameRule{".s3cfg", "credentials of s3cmd"},
    NameRule{".boto", "credentials of AWS"},
    NameRule{".terraformrc", "credentials of Terraform"},
    NameRule{"*.tfstate", "state of Terraform"},
    NameRule{"*.tfstate.backup", "state of Terraform"},
    NameRule{"*.tfvars", "variables of Terraform", true},
    NameRule{"kubeconfig", "credentials of Kubernetes", true},
    NameRule{"*.kubeconfig", "credentials of Kubernetes", true},
    NameRule{".vault-token", "token of Vault"},
    NameRule{".vault_pass*", "password of Ansible"},
    NameRule{".pgpass", "passwords of PostgreSQL"},
    NameRule{".my.cnf", "passwords of MySQL"},
    NameRule{".htpasswd", "passwords of a web server"},
    NameRule{"master.key", "key of Rails"},
    NameRule{"client_secret*.json", "credentials of Google"},
    NameRule{"service-account*.json", "credentials of Google", true},
    NameRule{"credentials.json", "credentials", true},
    NameRule{"secrets.y*ml", "secrets", true},
    NameRule{"secrets.json", "secrets", true},
    NameRule{".*_history", "command history"},
    NameRule{"id_rsa*", "private key of SSH"},
    NameRule{"id_dsa*", "private key of SSH"},
    NameRule{"id_ecdsa*", "private key of SSH"},
    NameRule{"id_ed25519*", "private key of SSH"},
    NameRule{"ssh_host_*_key", "private key of an SSH host"},
    NameRule{"*.ppk", "private key of PuTTY"},
    NameRule{"*.pfx", "key store"},
    NameRule{"*.p12", "key store"},
    NameRule{"*.pvk", "private key"},
    NameRule{"*.snk", "private key for signing assemblies"},
    NameRule{"*.jks", "key store of Java"},
    NameRule{"*.keystore", "key store of Java"},
    NameRule{"*.kdbx", "passwords of KeePass"},
    NameRule{"*key.pem", "private key"},
    NameRule{"*key.pem.*", "private key"},
    NameRule{"*private*.pem", "private key"},
    NameRule{"priv.pem", "private key"},
    NameRule{"*key*.pem", "private key", true},
    NameRule{"*.priv", "private key", true},
    // Presentations and public keys of package repositories have this ending too.
    NameRule{"*.key", "private key", true},
};

constexpr auto k_exempt = std::to_array<std::string_view>(
    {"*.pub", "*.example", "*.sample", "*.template", "*.tmpl", "*.dist", ".env?example",
     ".env?sample", ".env?template", ".env?dist", "*public*.pem*", "*pubkey*.pem",
     "*pub?key*.pem"});

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files, .exempt = k_exempt});
}

} // namespace

constexpr Check k_secret_file{
    .id = "secret-file",
    .summary = "file whose name says that it holds keys, passwords or tokens",
    .why = "Whoever has the package has the secret. Once published it counts as known, even if the "
           "package is withdrawn.",
    .fix =
        "Keep it out of the package, and replace the secret if it was ever published. A template "
        "without values is called .env.example. For *.env, *.key, *.tfvars, kubeconfig, "
        "credentials.json, secrets.json and the like, which have innocent meanings, an allow "
        "entry that spells the name out accepts them.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
