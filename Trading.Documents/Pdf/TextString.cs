using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// Text strings of PDF: UTF-16, high byte first, with its mark, in hexadecimal digits, so that nothing needs escaping.
/// </summary>
internal static class TextString
{
    public static string Hex(string text) => "FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
}
