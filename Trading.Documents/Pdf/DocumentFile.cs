using Trading.Documents.Layout;
using Trading.Documents.Typeface;

namespace Trading.Documents.Pdf;

/// <summary>
/// Pages to a file. Object numbers: 1 catalog, 2 page tree, 3 information, 4 resources, five for each font (regular,
/// bold, and the further one where it is drawn), in the archival form XMP and colour profile, then a page and its
/// content by turns, then the outline (root, items), then field and signature, then in the archival form the structure.
/// Pages are drawn before fonts are written, because drawing decides what the subsets hold.
/// </summary>
internal sealed class DocumentFile(Document document, Fonts fonts, List<Page> pages, Tag root)
{
    private const int FirstFont = 5;
    private readonly PdfFile _file = new();
    private readonly Subsets _subsets = new(fonts);

    private Face[] Faces => _subsets.Has(Face.Further) ? [.. Family, Face.Further] : Family;

    // Both weights are always there.
    private static readonly Face[] Family = [Face.Regular, Face.Bold];

    private int FirstMetadata => FirstFont + Faces.Length * FontObjects.Count;

    private int FirstPage => FirstMetadata + (document.IsArchival ? 2 : 0);

    private int FirstBookmark => FirstPage + 2 * pages.Count;

    private string Title => document.IsArchival ? Metadata.Plain(document.Title) : document.Title;

    public byte[] Write()
    {
        var canvases = pages.Select(Draw).ToList();
        var bookmarks = canvases
            .SelectMany(
                (c, page) =>
                    c.Bookmarks.Select(b => new Bookmark(
                        b.Level,
                        b.Title,
                        PageObject(page),
                        c.Point(0, b.Y).Split(' ')[1]
                    ))
            )
            .ToList();
        var signatures = canvases.Where(c => c.Signature is not null).ToList();
        if (signatures.Count > 1)
            throw new ArgumentException("a document has at most one signature field");
        var field = FirstBookmark + (bookmarks.Count == 0 ? 0 : bookmarks.Count + 1);
        var signed = signatures.Count == 0 ? -1 : canvases.IndexOf(signatures[0]);
        var structure = document.IsArchival
            ? new Structure(root, canvases, field + (signed < 0 ? 0 : 3), PageObject)
            : null;
        WriteFront(bookmarks.Count > 0, signed >= 0 ? field : 0, structure);
        for (var i = 0; i < pages.Count; i++)
            WritePage(i, canvases[i], i == signed ? field : 0);
        if (bookmarks.Count > 0)
            Outline.Write(_file, FirstBookmark, bookmarks);
        if (signed >= 0)
            WriteSignature(field, PageObject(signed), canvases[signed].Signature!.Value);
        structure?.Write(_file, signed < 0 ? null : (field, PageObject(signed)));
        var bytes = structure is null
            ? _file.Finish(catalog: 1, information: 3)
            : _file.FinishPacked(catalog: 1, information: 3);
        if (signed >= 0)
            SignatureRoom.Fix(bytes);
        return bytes;
    }

    private int PageObject(int page) => FirstPage + 2 * page;

    private Canvas Draw(Page page, int index)
    {
        var canvas = new Canvas(page.Format.Height, _subsets, index, document.IsArchival);
        var running = new RunningLine(canvas, page.Format, fonts, (index + 1, pages.Count));
        running.Draw(document.Header, document.BodySize * 4 / 5, top: true);
        running.Draw(document.Footer, document.BodySize * 4 / 5, top: false);
        foreach (var (strip, y) in page.Strips)
            strip.Draw(canvas, page.Format.SideMargin, y);
        return canvas;
    }

    private void WriteFront(bool outline, int field, Structure? structure)
    {
        var form = field == 0 ? "" : $"/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>";
        var archival = structure is not null
            ? $"/MarkInfo<</Marked true>>/StructTreeRoot {structure.Root} 0 R/Metadata {FirstMetadata} 0 R"
                + "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                + $"/DestOutputProfile {FirstMetadata + 1} 0 R>>]"
            : "";
        _file.Add(
            1,
            "<</Type/Catalog/Version/1.7/Pages 2 0 "
                + $"R/Lang<{TextString.Hex(document.Language)}>/ViewerPreferences<</DisplayDocTitle true>>"
                + $"{(outline ? $"/Outlines {FirstBookmark} 0 R" : "")}{form}{archival}>>"
        );
        _file.Add(
            2,
            "<</Type/Pages/Count "
                + $"{pages.Count}/Kids[{string.Join(' ', pages.Select((_, i) => $"{PageObject(i)} 0 R"))}]>>"
        );
        _file.Add(3, $"<</Title<{TextString.Hex(Title)}>>>");
        var names = Faces.Select((face, i) => $"/F{(int)face} {FirstFont + i * FontObjects.Count} 0 R");
        _file.Add(4, $"<</Font<<{string.Concat(names)}>>>>");
        foreach (var (face, i) in Faces.Select((face, i) => (face, i)))
            FontObjects.Write(_file, FirstFont + i * FontObjects.Count, _subsets[face], face == Face.Bold);
        if (!document.IsArchival)
            return;
        _file.AddStreamAsIs(FirstMetadata, Metadata.Of(Title, document.Language), "/Type/Metadata/Subtype/XML");
        _file.AddStream(FirstMetadata + 1, ColourProfile.Srgb, "/N 3");
    }

    private void WritePage(int index, Canvas canvas, int field)
    {
        var (number, format) = (PageObject(index), pages[index].Format);
        var structure = document.IsArchival ? $"/Tabs/S/StructParents {index}" : "";
        _file.Add(
            number,
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {Canvas.Number(format.Width)} "
                + $"{Canvas.Number(format.Height)}]/Resources 4 0 R/Contents {number + 1} 0 R"
                + $"{structure}{(field == 0 ? "" : $"/Annots[{field} 0 R]")}>>"
        );
        _file.AddStream(number + 1, canvas.Content);
    }

    /// <summary>
    /// The field is its own widget: printed, locked, with an empty appearance, because the page already shows the box.
    /// </summary>
    private void WriteSignature(int field, int page, (SignatureField Field, string Rectangle) signature)
    {
        var (name, reason) = (signature.Field.FieldName, signature.Field.Reason);
        var archival = document.IsArchival
            ? $"/StructParent {pages.Count}/TU<{TextString.Hex(reason.Length > 0 ? reason : name)}>"
            : "";
        _file.Add(
            field,
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/V {field + 2} 0 R/P {page} 0 "
                + $"R/F 132/Rect[{signature.Rectangle}]/AP<</N {field + 1} 0 R>>{archival}>>"
        );
        _file.AddStream(field + 1, [], "/Type/XObject/Subtype/Form/BBox[0 0 1 1]");
        _file.Add(field + 2, SignatureRoom.Dictionary(reason));
    }
}
