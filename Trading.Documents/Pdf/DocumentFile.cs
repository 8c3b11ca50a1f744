using System.Globalization;
using System.Text;
using Trading.Documents.Layout;
using Trading.Documents.Typeface;

namespace Trading.Documents.Pdf;

/// <summary>
/// Pages to a file. Object numbers: 1 catalog, 2 page tree, 3 information, 4 resources, 5–9 regular, 10–14 bold, then a
/// page and its content by turns, then the outline (root, items), then field and signature. Pages are drawn before
/// fonts are written, because drawing decides what the subsets hold.
/// </summary>
internal sealed class DocumentFile(Document document, Fonts fonts, List<Page> pages)
{
    private const int FirstFont = 5,
        FirstPage = FirstFont + 2 * FontObjects.Count;
    private readonly PdfFile _file = new();
    private readonly Subsets _subsets = new(new FontSubset(fonts.Regular), new FontSubset(fonts.Bold));

    private int FirstBookmark => FirstPage + 2 * pages.Count;

    public byte[] Write()
    {
        var canvases = pages.Select(Draw).ToList();
        var bookmarks = canvases
            .SelectMany(
                (c, page) =>
                    c.Bookmarks.Select(b => new Bookmark(
                        b.Level,
                        b.Title,
                        FirstPage + 2 * page,
                        c.Point(0, b.Y).Split(' ')[1]
                    ))
            )
            .ToList();
        var signatures = canvases.Where(c => c.Signature is not null).ToList();
        if (signatures.Count > 1)
            throw new ArgumentException("a document has at most one signature field");
        var field = FirstBookmark + (bookmarks.Count == 0 ? 0 : bookmarks.Count + 1);
        var signed = signatures.Count == 0 ? -1 : canvases.IndexOf(signatures[0]);
        WriteFront(bookmarks.Count > 0, signed >= 0 ? field : 0);
        for (var i = 0; i < pages.Count; i++)
            WritePage(i, canvases[i], i == signed ? field : 0);
        if (bookmarks.Count > 0)
            Outline.Write(_file, FirstBookmark, bookmarks);
        if (signed >= 0)
            WriteSignature(field, FirstPage + 2 * signed, canvases[signed].Signature!.Value);
        var bytes = _file.Finish(catalog: 1, information: 3);
        if (signed >= 0)
            SignatureRoom.Fix(bytes);
        return bytes;
    }

    private Canvas Draw(Page page, int index)
    {
        var canvas = new Canvas(page.Format.Height, _subsets);
        var running = new RunningLine(canvas, page.Format, fonts, (index + 1, pages.Count));
        running.Draw(document.Header, document.BodySize * 4 / 5, top: true);
        running.Draw(document.Footer, document.BodySize * 4 / 5, top: false);
        foreach (var (strip, y) in page.Strips)
            strip.Draw(canvas, page.Format.SideMargin, y);
        return canvas;
    }

    private void WriteFront(bool outline, int field)
    {
        var form = field == 0 ? "" : $"/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>";
        _file.Add(
            1,
            "<</Type/Catalog/Version/1.7/Pages 2 0 "
                + $"R/Lang<{TextString.Hex(document.Language)}>/ViewerPreferences<</DisplayDocTitle true>>"
                + $"{(outline ? $"/Outlines {FirstBookmark} 0 R" : "")}{form}>>"
        );
        _file.Add(
            2,
            "<</Type/Pages/Count "
                + $"{pages.Count}/Kids[{string.Join(' ', pages.Select((_, i) => $"{FirstPage + 2 * i} 0 R"))}]>>"
        );
        _file.Add(3, $"<</Title<{TextString.Hex(document.Title)}>>>");
        _file.Add(4, $"<</Font<</F0 {FirstFont} 0 R/F1 {FirstFont + FontObjects.Count} 0 R>>>>");
        FontObjects.Write(_file, FirstFont, _subsets.Regular, bold: false);
        FontObjects.Write(_file, FirstFont + FontObjects.Count, _subsets.Bold, bold: true);
    }

    private void WritePage(int index, Canvas canvas, int field)
    {
        var (number, format) = (FirstPage + 2 * index, pages[index].Format);
        _file.Add(
            number,
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {Canvas.Number(format.Width)} "
                + $"{Canvas.Number(format.Height)}]/Resources 4 0 R/Contents {number + 1} 0 R"
                + $"{(field == 0 ? "" : $"/Annots[{field} 0 R]")}>>"
        );
        _file.AddStream(number + 1, canvas.Content);
    }

    /// <summary>
    /// The field is its own widget: printed, locked, with an empty appearance, because the page already shows the box.
    /// </summary>
    private void WriteSignature(int field, int page, (SignatureField Field, string Rectangle) signature)
    {
        _file.Add(
            field,
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T({signature.Field.FieldName})/V {field + 2} 0 R/P {page} 0 "
                + $"R/F 132/Rect[{signature.Rectangle}]/AP<</N {field + 1} 0 R>>>>"
        );
        _file.AddStream(field + 1, [], "/Type/XObject/Subtype/Form/BBox[0 0 1 1]");
        _file.Add(field + 2, SignatureRoom.Dictionary(signature.Field.Reason));
    }
}
