using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Trading.Streams.Codec;

/// <summary>
/// Prints JSON in its one form: no white space, strings as ECMAScript's JSON.stringify prints them (only the quotation
/// mark, the backslash and characters below U+0020 are escaped; everything else stands as UTF-8), bytes as padded
/// base64, whole numbers in decimal.
/// </summary>
public sealed class JsonText
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> buffer = new(512);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public JsonText Raw(string ascii)
    {
        Encoding.ASCII.GetBytes(ascii, buffer);
        return this;
    }

    public JsonText Number(long value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// A text with a lone surrogate has no UTF-8 form and throws <see cref="EncoderFallbackException"/>.
    /// </summary>
    public JsonText String(string value)
    {
        Raw("\"");
        var rest = value.AsSpan();
        for (var at = Escaped(rest); at >= 0; at = Escaped(rest))
        {
            Utf8.GetBytes(rest[..at], buffer);
            Raw(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }
        Utf8.GetBytes(rest, buffer);
        return Raw("\"");
    }

    public JsonText Bytes(ReadOnlySpan<byte> value)
    {
        Raw("\"");
        var room = buffer.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length));
        Base64.EncodeToUtf8(value, room, out _, out var written);
        buffer.Advance(written);
        return Raw("\"");
    }

    private static int Escaped(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '\\' or < ' ')
                return i;
        }
        return -1;
    }

    private static string Escape(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        };
}
