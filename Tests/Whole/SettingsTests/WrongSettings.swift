import Testing

/// One setting that is wrong, and the sentence that tells it.
struct Wrong: CustomTestStringConvertible, Sendable {
    let service: String
    let settings: [String: String]
    let sentence: String
    var testDescription: String { "\(service) with \(settings.keys.sorted().joined(separator: ", "))" }

    init(_ service: String, _ settings: [String: String], _ sentence: String) {
        self.service = service
        self.settings = settings
        self.sentence = sentence
    }

    static let services = ["gateway", "screening", "workflow", "scoring", "reporting", "notification", "contracts"]

    /// What every service reads.
    static let common: [(String, String, String)] = [
        ("KAFKA_BOOTSTRAP_SERVERS", "", "KAFKA_BOOTSTRAP_SERVERS is not set"),
        ("KAFKA_BOOTSTRAP_SERVERS", "banana", "KAFKA_BOOTSTRAP_SERVERS is no list of host:port separated by commas"),
        (
            "KAFKA_BOOTSTRAP_SERVERS", "a:9092,,b:9092",
            "KAFKA_BOOTSTRAP_SERVERS is no list of host:port separated by commas"
        ),
        ("KAFKA_BOOTSTRAP_SERVERS", "a:0", "KAFKA_BOOTSTRAP_SERVERS is no list of host:port separated by commas"),
        ("POSTGRES_URL", "", "POSTGRES_URL is not set"),
        (
            "POSTGRES_URL", "banana",
            "POSTGRES_URL is no address of the kind postgres://role:password@host:port/database"
        ),
        (
            "POSTGRES_URL", "https://a/b",
            "POSTGRES_URL is no address of the kind postgres://role:password@host:port/database"
        ),
        (
            "POSTGRES_URL", "postgres://a:b@c:port/d",
            "POSTGRES_URL is no address of the kind postgres://role:password@host:port/database"
        ),
        ("POSTGRES_CONNECTION_COUNT", "0", "POSTGRES_CONNECTION_COUNT is no whole number from 1 to 64"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is none of trace, debug, info, notice, warning, error, critical"),
        ("HEALTH_HOST", "example.org", "HEALTH_HOST is no numeric address such as 127.0.0.1, 0.0.0.0 or ::"),
        ("HEALTH_PORT", "65536", "HEALTH_PORT is no whole number from 0 to 65535"),
        ("TOPIC_PARTITION_COUNT", "0", "TOPIC_PARTITION_COUNT is no whole number from 1 to 1000"),
        ("LANE_COUNT", "many", "LANE_COUNT is no whole number from 1 to 64"),
        ("BATCH_COUNT_MAX", "-1", "BATCH_COUNT_MAX is no whole number from 1 to 10000"),
        ("BATCH_BYTES_MAX", "1k", "BATCH_BYTES_MAX is no whole number from 1024 to 16777216"),
        ("LINGER_MILLISECONDS", "1001", "LINGER_MILLISECONDS is no whole number from 0 to 1000"),
        ("COMPRESSION_TYPE", "brotli", "COMPRESSION_TYPE is none of none, lz4"),
        ("ACTIVITY_CONCURRENCY_MAX", "0", "ACTIVITY_CONCURRENCY_MAX is no whole number from 1 to 256"),
        ("LEASE_SECONDS", "1", "LEASE_SECONDS is no whole number from 2 to 600"),
        ("SHUTDOWN_SECONDS", "0", "SHUTDOWN_SECONDS is no whole number from 1 to 120"),
        ("VAULT_KEK", "", "VAULT_KEK is not set"),
        ("VAULT_KEK", "banana", "VAULT_KEK holds a line that is not a version, a colon and 32 bytes in base64"),
        ("VAULT_KEK", "1:QUJD", "VAULT_KEK holds a line that is not a version, a colon and 32 bytes in base64"),
        ("VAULT_KEK_FILE", "/nowhere", "VAULT_KEK_FILE names a file that cannot be read"),
    ]

    /// What the services with a vault read.
    static let vault: [([String: String], String)] = [
        (["VAULT_DIRECTORY": ""], "VAULT_DIRECTORY or S3_ENDPOINT must say where blobs lie"),
        (["VAULT_DIRECTORY": "/proc/nowhere"], "VAULT_DIRECTORY names a folder that cannot be written"),
        (["VAULT_DIRECTORY": "/etc/passwd"], "VAULT_DIRECTORY names a folder that cannot be written"),
        (
            ["S3_ENDPOINT": "https://s3.example.org"],
            "VAULT_DIRECTORY and S3_ENDPOINT are both set: blobs lie in one place"
        ),
        (
            [
                "VAULT_DIRECTORY": "", "S3_ENDPOINT": "s3.example.org", "S3_BUCKET": "b", "S3_ACCESS_KEY": "a",
                "S3_SECRET_KEY": "s",
            ],
            "S3_ENDPOINT is no address of the kind https://host or http://host:port"
        ),
        (["VAULT_DIRECTORY": "", "S3_ENDPOINT": "https://s3.example.org"], "S3_BUCKET is not set"),
    ]

    static let isolation = ("SANDBOX_ISOLATION", "maybe", "SANDBOX_ISOLATION is neither required nor when-possible")
    static let address = "is no address of the kind https://host or http://host:port"

    static let own: [String: [([String: String], String)]] = [
        "gateway": [
            (["IMPORT_KEPT_DAYS": "91"], "IMPORT_KEPT_DAYS is no whole number from 1 to 90"),
            (["HTTP_HOST": "localhost:80"], "HTTP_HOST is no numeric address such as 127.0.0.1, 0.0.0.0 or ::"),
            (["HTTP_PORT": "http"], "HTTP_PORT is no whole number from 0 to 65535"),
            (["HTTP_PORT": "7071", "HEALTH_PORT": "7071"], "HTTP_PORT and HEALTH_PORT are the same"),
            (["PUBLIC_URL": "banana"], "PUBLIC_URL \(address)"),
            (["PUBLIC_URL": "ftp://example.org"], "PUBLIC_URL \(address)"),
            (["PUBLIC_URL": "https://"], "PUBLIC_URL \(address)"),
            (["PUBLIC_URL": "https://a b"], "PUBLIC_URL \(address)"),
            (["PUBLIC_URL": "https://example.org/?a=b"], "PUBLIC_URL \(address)"),
            (["LINK_SECRET": ""], "LINK_SECRET is not set"),
            (["LINK_SECRET": "short"], "LINK_SECRET has a line of fewer than 16 bytes"),
            (["API_KEYS": ""], "API_KEYS is not set"),
            (["API_KEYS": "# nobody"], "API_KEYS holds no key"),
            (["OIDC_CLIENT_ID": "c"], "OIDC_ISSUER is not set, but a client of it is"),
            (
                ["OIDC_ISSUER": "http://id.example", "OIDC_CLIENT_ID": "c", "GROUP_ROLES": "a=hr"],
                "OIDC_ISSUER is no address of the kind https://host (http is for this machine alone)"
            ),
            (["OIDC_ISSUER": "https://id.example", "GROUP_ROLES": "a=hr"], "OIDC_CLIENT_ID is not set"),
            (
                [
                    "OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "c", "GROUP_ROLES": "a=hr",
                    "OIDC_SCOPES": "profile",
                ],
                "OIDC_SCOPES does not hold openid"
            ),
            (
                ["OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "c"],
                "GROUP_ROLES is not set: whoever signs in by OIDC_ISSUER would have no role"
            ),
            (
                ["GROUP_ROLES": "a=hr,b=king"],
                "GROUP_ROLES: row 2 is not group=role with a role of people and a group named once"
            ),
            (["LOCAL_ACCOUNTS": "false"], "LOCAL_ACCOUNTS is false without OIDC_ISSUER: nobody could sign in"),
            (["API_KEYS": "hr:me"], "API_KEYS: line 1 is not role:actorID:sha256-of-key"),
        ],
        "notification": [
            (["PUBLIC_URL": "banana"], "PUBLIC_URL \(address)"),
            (["LINK_SECRET": "short"], "LINK_SECRET has a line of fewer than 16 bytes"),
            (["SMTP_HOST": ""], "SMTP_HOST is not set"),
            (["SMTP_HOST": "a b"], "SMTP_HOST is no name or address of a machine"),
            (["SMTP_HOST": "mail.example.org:25"], "SMTP_HOST is no name or address of a machine"),
            (["SMTP_PORT": "0"], "SMTP_PORT is no whole number from 1 to 65535"),
            (["SMTP_SECURITY": "tls"], "SMTP_SECURITY is none of required, optional, implicit, none"),
            (["SMTP_USER": "me"], "SMTP_PASSWORD is not set"),
            (["SMTP_PASSWORD": "p"], "SMTP_PASSWORD is set without SMTP_USER"),
            (["SMTP_CA_FILE": "/nowhere"], "SMTP_CA_FILE names a file that cannot be read"),
            (["MAIL_FROM": "banana"], "MAIL_FROM is no mail address"),
            (["MAIL_FROM": "a@b c"], "MAIL_FROM is no mail address"),
            (["HR_EMAIL": "@example.org"], "HR_EMAIL is no mail address"),
            (["HR_EMAIL": "hr@intranet"], "HR_EMAIL is no mail address"),
            (["HR_EMAIL": "王@例子.公司"], "HR_EMAIL is no mail address"),
            (["FINANCE_EMAIL": "money"], "FINANCE_EMAIL is no mail address"),
            (["HR_LANGUAGE": "fr"], "HR_LANGUAGE is none of zh, en"),
            (["MAIL_UTC_OFFSET_MINUTES": "900"], "MAIL_UTC_OFFSET_MINUTES is no whole number from -720 to 840"),
            (["EMPLOYER_NAME": ""], "EMPLOYER_NAME is not set"),
        ],
        "scoring": [
            (["MODELS_DIRECTORY": "/nowhere"], "MODELS_DIRECTORY holds no usable models: run `make setup`"),
            (["FACE_CHANNEL": "perhaps"], "FACE_CHANNEL is neither true nor false"),
            (
                ["FACE_CHANNEL": "true", "FACE_ENGINE_DIRECTORY": "/nowhere"],
                "FACE_ENGINE_DIRECTORY holds no libfacedetection: run `make setup`, or leave FACE_CHANNEL off"
            ),
            (["RECOGNIZER_COUNT": "0"], "RECOGNIZER_COUNT is no whole number from 1 to 64"),
            (["SPEECH_PROCESSOR": "fast"], "SPEECH_PROCESSOR is none of auto, avx2, avx512, avx512-vnni"),
            (["SPEECH_ENGINE": "ears"], "SPEECH_ENGINE is none of whisper, http, mounted"),
            (["SPEECH_ENGINE": "http", "SPEECH_HTTP_MODEL": "m"], "SPEECH_HTTP_URL is not set"),
            (
                ["SPEECH_ENGINE": "http", "SPEECH_HTTP_MODEL": "m", "SPEECH_HTTP_URL": "host"],
                "SPEECH_HTTP_URL is no address of the kind https://host or http://host:port"
            ),
            (["SPEECH_ENGINE": "http", "SPEECH_HTTP_URL": "https://host/v1"], "SPEECH_HTTP_MODEL is not set"),
            (
                [
                    "SPEECH_ENGINE": "http", "SPEECH_HTTP_MODEL": "m", "SPEECH_HTTP_URL": "https://host/v1",
                    "SPEECH_HTTP_SECONDS_MAX": "0",
                ],
                "SPEECH_HTTP_SECONDS_MAX is no whole number from 1 to 600"
            ),
            (["SPEECH_ENGINE": "mounted"], "SPEECH_MODEL_DIRECTORY is not set"),
            (
                ["SPEECH_ENGINE": "mounted", "SPEECH_MODEL_DIRECTORY": "/nowhere"],
                "SPEECH_MODEL_DIRECTORY holds no tokens.txt that can be read"
            ),
            (
                ["SPEECH_ENGINE": "mounted", "SPEECH_MODEL_DIRECTORY": "/nowhere", "SPEECH_MODEL_KIND": "parrot"],
                "SPEECH_MODEL_KIND is none of sense-voice, paraformer"
            ),
            (["JUDGE_COUNT": "0"], "JUDGE_COUNT is no whole number from 1 to 64"),
            (["CODE_QUESTIONS": "yes"], "CODE_QUESTIONS is neither judged nor refused"),
            (
                ["JUDGE_URL": "host", "JUDGE_MODEL": "m"],
                "JUDGE_URL is no address of the kind https://host or http://host:port"
            ),
            (["JUDGE_URL": "https://host/v1"], "JUDGE_MODEL is not set"),
            (["JUDGE_MODEL": "m"], "JUDGE_URL is not set, but JUDGE_MODEL or JUDGE_KEY is"),
            (
                ["JUDGE_URL": "https://host/v1", "JUDGE_MODEL": "two words"],
                "JUDGE_MODEL is no name of at most 100 letters, digits and signs"
            ),
            (
                ["JUDGE_URL": "http://host/v1", "JUDGE_MODEL": "m", "JUDGE_KEY": "k"],
                "JUDGE_KEY would go to JUDGE_URL unsealed: write https://"
            ),
            (
                ["JUDGE_URL": "https://host/v1", "JUDGE_MODEL": "m", "JUDGE_KEY_FILE": "/nowhere"],
                "JUDGE_KEY_FILE names a file that cannot be read"
            ),
            (
                ["JUDGE_URL": "https://host/v1", "JUDGE_MODEL": "m", "JUDGE_SECONDS_MAX": "0"],
                "JUDGE_SECONDS_MAX is no whole number from 1 to 600"
            ),
            (
                ["JUDGE_URL": "https://host/v1", "JUDGE_MODEL": "m", "JUDGE_TRANSFERS_MAX": "0"],
                "JUDGE_TRANSFERS_MAX is no whole number from 1 to 64"
            ),
        ],
        "reporting": [
            (
                ["DOCUMENTS_PYTHON": "/nowhere"],
                "DOCUMENTS_PYTHON names no program that can be started: run `make setup`"
            )
        ],
        "contracts": [
            (
                ["DOCUMENTS_PYTHON": "/nowhere"],
                "DOCUMENTS_PYTHON names no program that can be started: run `make setup`"
            ),
            (["EMPLOYER_NAME": ""], "EMPLOYER_NAME is not set"),
            (["EMPLOYER_DOMICILE": ""], "EMPLOYER_DOMICILE is not set"),
            (["EMPLOYER_REPRESENTATIVE": ""], "EMPLOYER_REPRESENTATIVE is not set"),
            (
                ["EMPLOYER_CREDIT_CODE": "9131"],
                "EMPLOYER_CREDIT_CODE is no unified social credit code of 18 letters and digits"
            ),
            (["SIGNING_CERTIFICATE_FILE": ""], "SIGNING_CERTIFICATE_FILE is not set"),
            (["SIGNING_CERTIFICATE_FILE": "/nowhere"], "SIGNING_CERTIFICATE_FILE names a file that cannot be read"),
            (["SIGNING_KEY_FILE": "/nowhere"], "SIGNING_KEY_FILE names a file that cannot be read"),
            (["SIGNING_KEY_FILE": "/"], "SIGNING_KEY_FILE names a file that cannot be read"),
            (["SIGNING_CERTIFICATE_FILE": "/etc/hostname"], "SIGNING_CERTIFICATE_FILE holds no certificate in PEM"),
            (
                ["SIGNING_KEY_FILE": "/etc/hostname"],
                "SIGNING_KEY_FILE holds no key in PEM that SIGNING_PASSPHRASE_PATH opens"
            ),
            (["SIGNING_CHAIN_FILES": "/nowhere:/neither"], "SIGNING_CHAIN_FILES names a file that cannot be read"),
            (["SIGNING_PASSPHRASE_PATH": "/nowhere"], "SIGNING_PASSPHRASE_PATH names a file that cannot be read"),
            (["MINIMUM_WAGE_MINOR_UNITS": "-1"], "MINIMUM_WAGE_MINOR_UNITS is no whole number from 0 to 1000000000"),
            (["MINIMUM_WAGE_CURRENCY": "yuan"], "MINIMUM_WAGE_CURRENCY is no currency of three letters"),
        ],
    ]

    static let all: [Wrong] = services.flatMap { of($0) }

    private static func of(_ service: String) -> [Wrong] {
        var wrong: [Wrong] = []
        for (key, value, sentence) in common {
            var settings = [key: value]
            // What is given itself comes before what a file holds.
            if key == "VAULT_KEK_FILE" { settings["VAULT_KEK"] = "" }
            wrong.append(Wrong(service, settings, sentence))
        }
        if service != "workflow" {
            for (settings, sentence) in vault { wrong.append(Wrong(service, settings, sentence)) }
        }
        if ["screening", "scoring", "reporting", "contracts"].contains(service) {
            wrong.append(Wrong(service, [isolation.0: isolation.1], isolation.2))
        }
        for (settings, sentence) in own[service] ?? [] { wrong.append(Wrong(service, settings, sentence)) }
        return wrong
    }
}
