"""GUIDs and versions."""

from __future__ import annotations


class Guid:
    """System.Guid: 128 bits; ``hex`` are its 32 lower-case hexadecimal digits."""

    __slots__ = ("hex",)

    def __init__(self, digits: str) -> None:
        self.hex = digits.replace("-", "").lower()

    def __str__(self) -> str:
        h = self.hex
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Guid) and self.hex == other.hex

    def __hash__(self) -> int:
        return hash(self.hex)

    def __repr__(self) -> str:
        return f"Guid({str(self)!r})"


class Version:
    """System.Version: two to four numbers; missing ones count as -1."""

    __slots__ = ("numbers",)

    def __init__(self, *numbers: int) -> None:
        self.numbers = (*numbers, -1, -1, -1, -1)[:4]

    @property
    def major(self) -> int:
        """The first number."""
        return self.numbers[0]

    @property
    def minor(self) -> int:
        """The second number."""
        return self.numbers[1]

    @property
    def build(self) -> int:
        """The third number, -1 when there is none."""
        return self.numbers[2]

    @property
    def revision(self) -> int:
        """The fourth number, -1 when there is none."""
        return self.numbers[3]

    def __str__(self) -> str:
        return ".".join(str(number) for number in self.numbers if number >= 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.numbers == other.numbers

    def __lt__(self, other: Version) -> bool:
        return self.numbers < other.numbers

    def __le__(self, other: Version) -> bool:
        return self.numbers <= other.numbers

    def __hash__(self) -> int:
        return hash(self.numbers)

    def __repr__(self) -> str:
        return f"Version({str(self)!r})"


class SemanticVersion:
    """System.Management.Automation.SemanticVersion: three numbers, a pre-release label and a build label."""

    __slots__ = ("build_label", "label", "numbers")

    def __init__(self, major: int, minor: int = 0, patch: int = 0, label: str = "", build_label: str = "") -> None:
        self.numbers = (major, minor, patch)
        self.label = label
        self.build_label = build_label

    def __str__(self) -> str:
        text = ".".join(map(str, self.numbers))
        if self.label:
            text += "-" + self.label
        return text + "+" + self.build_label if self.build_label else text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SemanticVersion) and (self.numbers, self.label) == (other.numbers, other.label)

    def __lt__(self, other: SemanticVersion) -> bool:
        return self._precedence() < other._precedence()

    def __le__(self, other: SemanticVersion) -> bool:
        return self._precedence() <= other._precedence()

    def _precedence(self) -> tuple[object, ...]:
        """What versions are ordered by: a pre-release comes before its release, numbers in labels before words."""
        parts = self.label.split(".") if self.label else []
        label = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
        return (*self.numbers, not self.label, label)

    def __hash__(self) -> int:
        return hash((self.numbers, self.label))

    def __repr__(self) -> str:
        return f"SemanticVersion({str(self)!r})"
