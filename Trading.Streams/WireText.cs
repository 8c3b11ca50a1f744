using System.Text;

namespace Trading.Streams;

/// <summary>UTF-8 without a mark, which refuses what is no text.</summary>
public static class WireText
{
    public static UTF8Encoding Utf8 { get; } = new(false, throwOnInvalidBytes: true);
}
