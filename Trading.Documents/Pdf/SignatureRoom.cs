using System.Globalization;
using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// Where the signature lies: the ranges before and after the angle brackets of <c>/Contents</c>. The writer and the
/// reader of the fixed text are side by side. The signature dictionary is the last object that can hold the text, so a
/// search from the end cannot be misled by what a page says.
/// </summary>
internal readonly record struct SignatureRoom(int Before, int After)
{
    private const string RangeMark = "/ByteRange[",
        ContentsMark = "]/Contents<";
    private const int HexDigits = PdfSignature.RoomBytes * 2;

    /// <summary>
    /// The dictionary with a placeholder of the final length; <see cref="Fix"/> fills in the ranges once the file is
    /// whole.
    /// </summary>
    public static string Dictionary(string reason) =>
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached"
        + $"{(reason.Length == 0 ? "" : $"/Reason<{TextString.Hex(reason)}>")}"
        + $"{RangeMark}{Ranges(0, 0, 0)}{ContentsMark}{new string('0', HexDigits)}>>>";

    /// <summary>Writes the true ranges into a finished file.</summary>
    public static void Fix(Span<byte> pdf)
    {
        var mark = Mark(pdf);
        var before = mark + RangeMark.Length + Ranges(0, 0, 0).Length + ContentsMark.Length - 1;
        var after = before + HexDigits + 2;
        Encoding.ASCII.GetBytes(Ranges(before, after, pdf.Length - after)).CopyTo(pdf[(mark + RangeMark.Length)..]);
    }

    /// <summary>Reads the ranges and checks that they cover the whole file but the room.</summary>
    public static SignatureRoom Find(ReadOnlySpan<byte> pdf)
    {
        var mark = Mark(pdf);
        var before = mark + RangeMark.Length + Ranges(0, 0, 0).Length + ContentsMark.Length - 1;
        var room = new SignatureRoom(before, before + HexDigits + 2);
        var expected = Encoding.ASCII.GetBytes(
            $"{RangeMark}{Ranges(before, room.After, pdf.Length - room.After)}{ContentsMark}"
        );
        return room.After < pdf.Length && pdf[mark..].StartsWith(expected) && pdf[room.After - 1] == '>'
            ? room
            : throw Missing();
    }

    private static int Mark(ReadOnlySpan<byte> pdf) =>
        pdf.LastIndexOf(Encoding.ASCII.GetBytes(RangeMark)) is var at and >= 0 ? at : throw Missing();

    private static string Ranges(int before, int after, int rest) =>
        string.Create(CultureInfo.InvariantCulture, $"0 {before:D10} {after:D10} {rest:D10}");

    private static ArgumentException Missing() => new("the bytes have no room for a signature");
}
