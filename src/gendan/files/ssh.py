"""SSH keys: reading a public one, signing with a private one, verifying (ssh-keygen -Y)."""

import base64
import binascii
import struct
from pathlib import Path
from typing import NamedTuple

from gendan.errors import Refused
from gendan.text import Text

NAMESPACE = "gendan"
KINDS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
LARGEST = 16_384
SIGN_SECONDS = 120
"""Long enough to type a passphrase or to touch a hardware key."""
VERIFY_SECONDS = 10
SIGNER = "signer"
"""
The principal in every allowed-signers file that we make: it holds one key alone.

A person's name there would be a pattern: somebody called `*` could sign for everybody.
"""


def public_key(path: Path) -> str:
    """
    The key in a public key file, as `type base64`, without its comment.

    Raises:
        Refused: Not there, not a public key, or a private one.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise _no_key(path) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if "PRIVATE KEY" in text:
        raise Refused(
            Text(f"{path} is a private key; it was not read further", f"{path} 是私钥，未作读取"),
            Text("name the file that ends in .pub", "请指定以 .pub 结尾的公钥文件"),
        )
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    words = lines[0].split() if len(lines) == 1 else []
    if len(words) < 2 or words[0] not in KINDS or not _holds(words[1], words[0]):
        raise _no_key(path)
    return f"{words[0]} {words[1]}"


def sign(key: Path, payload: bytes) -> str:
    """
    The armored signature of a payload; a passphrase is asked for on the terminal.

    Args:
        key: The private key, or the public one of a key that the agent holds.
        payload: What is signed.

    Raises:
        Refused: No such key, or it was not unlocked, or there is no ssh-keygen.
    """
    try:
        is_there = key.is_file()
    except OSError as error:
        raise _unreadable(key, error) from error
    if not is_there:
        raise Refused(
            Text(f"there is no key file {key}", f"找不到密钥文件 {key}"),
            Text("name your private key, such as ~/.ssh/id_ed25519", "请指定私钥，如 ~/.ssh/id_ed25519"),
        )  # fmt: skip
    done = _keygen("sign", ["-f", str(key.absolute())], payload, SIGN_SECONDS)
    if done is None:
        raise Refused(
            Text("ssh-keygen is not installed", "未安装 ssh-keygen"),
            Text("install OpenSSH (8.1 or later)", "请安装 OpenSSH（8.1 或更高版本）"),
        )
    if done.code or "-----BEGIN SSH SIGNATURE" not in done.out:
        raise Refused(
            Text(f"{key} did not sign: {done.told}", f"{key} 未能签名：{done.told}"),
            Text(
                "is it your private key, and the passphrase right?",
                "请确认是本人的私钥且口令正确",
            ),
        )
    return done.out


class _Done(NamedTuple):
    """How ssh-keygen ended; `code` 0 is success and nothing else is."""

    code: int
    out: str
    told: str


def verified(key: str, payload: bytes, signature: str) -> bool:
    """
    Whether this key made this signature of this payload; whatever goes wrong means no.

    Args:
        key: A public key as `type base64`.
        payload: What was signed.
        signature: The armored signature.
    """
    from tempfile import TemporaryDirectory

    if len(key.split()) != 2:  # a line break in it would be a second key
        return False
    try:
        with TemporaryDirectory(prefix="gendan-") as folder:
            # mkdtemp makes the folder 0700, so nobody else can exchange what lies in it.
            allowed, armored = Path(folder) / "allowed", Path(folder) / "signature"
            allowed.write_text(f'{SIGNER} namespaces="{NAMESPACE}" {key}\n', encoding="ascii")
            armored.write_text(signature, encoding="ascii")
            words = ["-f", str(allowed), "-I", SIGNER, "-s", str(armored)]
            done = _keygen("verify", words, payload, VERIFY_SECONDS)
    except (OSError, ValueError):
        return False
    return done is not None and done.code == 0


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(
        Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
        Text("check the path and its rights", "请检查路径及权限"),
    )


def _keygen(verb: str, words: list[str], payload: bytes, seconds: int) -> _Done | None:
    """Run ssh-keygen -Y on a payload; None where there is none."""
    # Only where something was signed with a key.
    import subprocess

    command = ["ssh-keygen", "-Y", verb, "-n", NAMESPACE, *words]
    try:
        ran = subprocess.run(  # noqa: S603 - no shell, and no word of it comes from a file
            command, input=payload, capture_output=True, timeout=seconds, check=False
        )
    except FileNotFoundError:
        return None
    except (OSError, subprocess.SubprocessError) as error:
        return _Done(-1, "", str(error))
    out, told = (stream.decode("utf-8", "replace").strip() for stream in (ran.stdout, ran.stderr))
    return _Done(ran.returncode, f"{out}\n", told)


def _holds(encoded: str, kind: str) -> bool:
    """Whether a base64 blob is a key of the kind that stands before it."""
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    name = kind.encode("ascii")
    return blob.startswith(struct.pack(">I", len(name)) + name) and len(blob) > 4 + len(name)


def _no_key(path: Path) -> Refused:
    return Refused(
        Text(f"{path} is no SSH public key", f"{path} 不是 SSH 公钥"),
        Text(
            "it is one line: `ssh-ed25519 AAAA…`; `ssh-keygen -t ed25519` makes a pair",
            "公钥为一行：`ssh-ed25519 AAAA…`，可用 `ssh-keygen -t ed25519` 生成",
        ),
    )
