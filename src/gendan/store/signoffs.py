"""The rows of sign-offs, and of whose SSH key is whose."""

import json
from collections.abc import Iterable, Mapping

from gendan.core.forms import folded
from gendan.core.signoffs import Revocation, Signer, Signoff
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import local, utc
from gendan.store.write import Writing
from gendan.text import Text

SIGNER = Text("signer", "签核人")


def listed(book: Book, order_id: str) -> list[Signoff]:
    """Every sign-off of an order (id), revoked ones too, in the order of signing."""
    rows = book.conn.execute(
        "SELECT * FROM signoffs WHERE order_id = ? ORDER BY entry, id", (order_id,)
    )
    return [
        Signoff(
            id=row["id"],
            level=row["level"],
            who=row["made_by"],
            at=local(row["at"], book.zone),
            digest=row["digest"],
            parts=json.loads(row["parts"]),
            why=row["why"],
            signature=row["signature"],
            head=row["head"],
            revoked=None
            if row["revoked_at"] is None
            else Revocation(
                row["revoked_by"], local(row["revoked_at"], book.zone), row["revoke_why"]
            ),
        )
        for row in rows
    ]


def add(
    work: Writing,
    order_id: str,
    level: int,
    digest: str,
    parts: Mapping[str, str],
    *,
    why: str | None,
    signature: str | None,
    head: str,
) -> None:
    """Sign a level of an order (id); who signs is who gives the command."""
    work.insert(
        "signoffs",
        order_id=order_id,
        level=level,
        digest=digest,
        parts=json.dumps(dict(parts)),
        why=why,
        signature=signature,
        head=head,
        at=utc(work.now),
    )


def revoke(work: Writing, signoffs: Iterable[Signoff], why: str) -> None:
    """Take sign-offs back; they stay as rows."""
    for signoff in signoffs:
        work.update(
            "signoffs", signoff.id, revoked_at=utc(work.now), revoked_by=work.who, revoke_why=why
        )


def signers(book: Book) -> list[Signer]:
    """Everybody whose SSH key the book has, by name."""
    rows = book.conn.execute("SELECT * FROM signers ORDER BY name")
    return [Signer(row["id"], row["name"], row["key"], row["made_by"]) for row in rows]


def key_of(book: Book, name: str) -> str | None:
    """The SSH key of a person, None where the book has none."""
    return next((s.key for s in signers(book) if folded(s.name) == folded(name)), None)


def add_signer(work: Writing, name: str, key: str) -> None:
    """
    Remember whose key this is.

    Raises:
        Duplicate: The person has a key already, which is never replaced silently.
        Refused: The key is somebody else's.
    """
    for signer in signers(work.book):
        if folded(signer.name) == folded(name):
            raise Duplicate(
                SIGNER,
                signer.name,
                Text(
                    f"`gendan signer remove {signer.name} --why …` first, if the key changed",
                    f"若密钥已更换，请先 `gendan signer remove {signer.name} --why …`",
                ),
            )
        if signer.key == key:
            raise Refused(
                Text(f"this key is {signer.name}'s", f"该密钥属于 {signer.name}"),
                Text(
                    "one key belongs to one person: make another with `ssh-keygen -t ed25519`",
                    "一把密钥只属一人，请用 `ssh-keygen -t ed25519` 另行生成",
                ),
            )
    work.insert("signers", name=name, key=key)


def remove_signer(work: Writing, name: str) -> Signer:
    """
    Forget whose key it was; what it signed is no longer backed by a key.

    Raises:
        Unknown: The book has no key of this person.
    """
    for signer in signers(work.book):
        if folded(signer.name) == folded(name):
            work.delete("signers", signer.id)
            return signer
    raise Unknown(
        SIGNER, name, Text("`gendan signer list` shows all", "用 `gendan signer list` 查看全部")
    )
