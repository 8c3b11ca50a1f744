using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Trading.Server.Masks;

/// <summary>
/// A PDF written anew without what says who made it: no information dictionary, no XMP, no older revisions, outlines,
/// comments, form fields, signatures, attachments, structure or scripts; pictures without EXIF. Pages are drawn as
/// before. The same file gives the same bytes. Source: docs/spec/room.md, "Masked scoring".
/// </summary>
public static class MaskedCopy
{
    private const int MostObjects = 500_000;

    // Of pages and of the nodes above them; everything else of theirs is left out.
    private static readonly HashSet<string> OfPages =
    [
        "Type",
        "Parent",
        "Kids",
        "Count",
        "Resources",
        "MediaBox",
        "CropBox",
        "Rotate",
        "Contents",
        "Group",
        "UserUnit",
    ];
    private static readonly HashSet<string> Properties = ["Metadata", "PieceInfo", "LastModified"];

    // Of streams, whose dictionaries name no resources.
    private static readonly HashSet<string> OfStreams =
    [
        "Metadata",
        "PieceInfo",
        "LastModified",
        "Thumb",
        "AF",
        "OPI",
        "StructParent",
        "StructParents",
        "Measure",
        "PtData",
        "Length",
    ];

    /// <summary>The copy, or why there is none.</summary>
    public static (byte[]? Copy, MaskProblem? Problem) Of(ReadOnlyMemory<byte> file) =>
        ForeignPdf.Read(
            file,
            document =>
            {
                using var output = new MemoryStream();
                new Writing(document, output).Write();
                return output.ToArray();
            }
        );

    private sealed class Writing(PdfDocument document, MemoryStream output)
    {
        private readonly Dictionary<IndirectReference, int> numbers = [];
        private readonly List<(IndirectReference From, bool IsPage)> found = [];
        private readonly List<long> offsets = [];

        public void Write()
        {
            Text("%PDF-1.7\n%");
            output.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
            Begin();
            Token(Catalog());
            End();
            for (var i = 0; i < found.Count; i++)
                WriteOne(found[i].From, found[i].IsPage);
            var at = output.Position;
            Text($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
            foreach (var offset in offsets)
                Text($"{offset:D10} 00000 n \n");
            Text($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
        }

        private DictionaryToken Catalog()
        {
            var own = document.Structure.Catalog.CatalogDictionary;
            var kept = new Dictionary<NameToken, IToken> { [NameToken.Create("Type")] = NameToken.Create("Catalog") };
            foreach (var key in new[] { "Pages", "OCProperties" })
                if (own.Data.TryGetValue(key, out var value))
                    kept[NameToken.Create(key)] = Mapped(value, key == "Pages");
            return new DictionaryToken(kept);
        }

        private void WriteOne(IndirectReference from, bool isPage)
        {
            Begin();
            switch (document.Structure.GetObject(from)?.Data)
            {
                case StreamToken stream:
                    WriteStream(stream);
                    break;
                case DictionaryToken dictionary:
                    Token(Kept(dictionary, isPage || IsPage(dictionary)));
                    break;
                case { } other:
                    Token(Mapped(other, isPage));
                    break;
                default:
                    Text("null");
                    break;
            }
            End();
        }

        private void WriteStream(StreamToken stream)
        {
            var data = stream.Data;
            if (IsJpeg(stream.StreamDictionary))
                data = JpegParts.WithoutComments(data.Span);
            var kept = new Dictionary<NameToken, IToken>
            {
                [NameToken.Create("Length")] = new NumericToken(data.Length),
            };
            foreach (var (key, value) in stream.StreamDictionary.Data)
                if (!OfStreams.Contains(key))
                    kept[NameToken.Create(key)] = Mapped(value, false);
            Token(new DictionaryToken(kept));
            Text("\nstream\n");
            output.Write(data.Span);
            Text("\nendstream");
        }

        private static bool IsJpeg(DictionaryToken dictionary) =>
            dictionary.Data.TryGetValue("Filter", out var filter)
            && (
                filter is NameToken { Data: "DCTDecode" }
                || filter is ArrayToken { Data: [NameToken { Data: "DCTDecode" }] }
            );

        private static bool IsPage(DictionaryToken dictionary) =>
            dictionary.Data.TryGetValue("Type", out var type) && type is NameToken { Data: "Page" or "Pages" };

        private DictionaryToken Kept(DictionaryToken dictionary, bool isPage)
        {
            var kept = new Dictionary<NameToken, IToken>();
            foreach (var (key, value) in dictionary.Data)
                if (isPage ? OfPages.Contains(key) : !Properties.Contains(key))
                    kept[NameToken.Create(key)] = Mapped(value, isPage && key is "Kids" or "Parent");
            return new DictionaryToken(kept);
        }

        private IToken Mapped(IToken token, bool isPage) =>
            token switch
            {
                IndirectReferenceToken r => new IndirectReferenceToken(new(NumberOf(r.Data, isPage), 0)),
                ArrayToken array => new ArrayToken([.. array.Data.Select(part => Mapped(part, isPage))]),
                DictionaryToken dictionary => Kept(dictionary, isPage || IsPage(dictionary)),
                _ => token,
            };

        private int NumberOf(IndirectReference from, bool isPage)
        {
            if (numbers.TryGetValue(from, out var number))
                return number;
            if (found.Count >= MostObjects)
                throw new ForeignPdf.TooMuchException();
            found.Add((from, isPage));
            return numbers[from] = found.Count + 1; // the catalog is the first
        }

        private void Begin()
        {
            offsets.Add(output.Position);
            Text($"{offsets.Count} 0 obj\n");
        }

        private void End() => Text("\nendobj\n");

        private void Token(IToken token) => TokenWriter.Instance.WriteToken(token, output);

        private void Text(FormattableString text) =>
            output.Write(Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture)));

        private void Text(string text) => output.Write(Encoding.ASCII.GetBytes(text));
    }
}
