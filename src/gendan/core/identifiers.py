"""Check digits and formats of the codes on a shipment (order-check.md §1.5)."""

import re

_ISO6346 = re.compile(r"[A-Z]{3}[UJZR][0-9]{7}")
_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(10, 39) if n % 11], strict=True))


def gtin_fault(code: str) -> bool:
    """
    Whether a GTIN-8, -12, -13 or -14 is no such code: wrong length, no digits, all zeros, or a
    check digit that does not fit (weights 3, 1, 3 … from the right).
    """
    digits = re.sub(r"[\s-]", "", code)
    if not re.fullmatch(r"\d{8}|\d{12,14}", digits, re.ASCII) or not digits.strip("0"):
        return True
    body = [int(digit) for digit in reversed(digits[:-1])]
    total = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - total % 10) % 10 != int(digits[-1])


def container_fault(code: str) -> bool:
    """
    Whether a container number is none under ISO 6346.

    Letters count from A = 10, leaving out 11, 22 and 33; weights 2^0 … 2^9 from the left; the
    remainder of 11, with 10 read as 0, is the check digit.
    """
    plain = re.sub(r"[\s-]", "", code).upper()
    if not _ISO6346.fullmatch(plain):
        return True
    values = [_VALUES[char] if char in _VALUES else int(char) for char in plain[:10]]
    return sum(value << place for place, value in enumerate(values)) % 11 % 10 != int(plain[10])


def hs_digits(code: str) -> str | None:
    """
    The digits of an HS code (6, 8, 10 or 13 of them), None where it is none; it has no check digit.
    """
    digits = re.sub(r"[\s.\-]", "", code)
    return digits if re.fullmatch(r"\d{6}|\d{8}|\d{10}|\d{13}", digits, re.ASCII) else None


def iban_fault(code: str) -> bool:
    """Whether an IBAN does not fit ISO 7064 mod 97-10."""
    plain = re.sub(r"\s", "", code).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", plain, re.ASCII):
        return True
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 != 1
