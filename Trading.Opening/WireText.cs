using System.Text;

namespace Trading.Opening;

/// <summary>UTF-8 without a mark, which refuses what is no text.</summary>
internal static class WireText
{
    public static UTF8Encoding Utf8 { get; } = new(false, throwOnInvalidBytes: true);
}
