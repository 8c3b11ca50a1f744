using System.Globalization;

namespace Trading.Cli;

/// <summary>Sizes as people write them: 300, 100KiB, 2MiB, 1GiB (powers of 1,024), 5MB (powers of 1,000).</summary>
public static class SizeText
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("KB", 1_000),
        ("MB", 1_000_000),
        ("GB", 1_000_000_000),
        ("B", 1),
    ];

    /// <summary>Bytes; false for anything else, for a negative size and for one that no 64-bit number holds.</summary>
    public static bool TryParse(string text, out long sizeBytes)
    {
        var (digits, factor) = (text.Trim(), 1L);
        foreach (var (unit, bytes) in Units)
        {
            if (!digits.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                continue;
            (digits, factor) = (digits[..^unit.Length].TrimEnd(), bytes);
            break;
        }
        sizeBytes = 0;
        if (
            !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > long.MaxValue / factor
        )
            return false;
        sizeBytes = count * factor;
        return true;
    }

    public static string Print(long sizeBytes) =>
        sizeBytes switch
        {
            >= 1L << 30 when sizeBytes % (1L << 30) == 0 => $"{sizeBytes >> 30} GiB",
            >= 1L << 20 when sizeBytes % (1L << 20) == 0 => $"{sizeBytes >> 20} MiB",
            >= 1L << 10 when sizeBytes % (1L << 10) == 0 => $"{sizeBytes >> 10} KiB",
            _ => $"{sizeBytes:N0} bytes",
        };
}
