using System.Text;

namespace Trading.Rooms.Papers;

/// <summary>
/// Characters that draw nothing. They are listed here and not asked of the runtime's tables, so that every machine
/// decides alike. Source: docs/spec/room.md, "Acts".
/// </summary>
internal static class Unseen
{
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x00, 0x1F),
        (0x7F, 0x9F),
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x61C, 0x61C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFFB),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether a reader sees it: it is no blank, and draws something.</summary>
    public static bool Sees(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && !Array.Exists(Ranges, range => rune.Value >= range.First && rune.Value <= range.Last);

    /// <summary>What of a text can be seen, without its blanks.</summary>
    public static string Without(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Sees(rune))
                seen.Append(rune.ToString());
        return seen.ToString();
    }
}
