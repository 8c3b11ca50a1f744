using Trading.Documents.Layout;
using Trading.Documents.Pdf;

namespace Trading.Documents;

/// <summary>A document as PDF 1.7 bytes. Pure and deterministic: docs/spec/record.md says what is fixed.</summary>
public static class PdfWriter
{
    /// <summary>Lays the document out and writes it.</summary>
    /// <returns>The whole file. With a <see cref="SignatureField"/> it is unsigned and carries zeros where the
    /// signature goes.</returns>
    /// <exception cref="ArgumentException">The document breaks a range named at its records: a column too many, two
    /// signature fields, a code too long.</exception>
    /// <exception cref="FontException">A glyph that the document needs is damaged.</exception>
    public static byte[] Write(Document document, Fonts fonts)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(fonts);
        if (document.BodySize is < 4_000 or > 40_000)
            throw new ArgumentException(
                $"body text is 4000 to 40000 thousandths of a point, not {document.BodySize}",
                nameof(document)
            );
        var known = fonts.KnownTo(document);
        var layout = new BlockLayout(document, known);
        var pages = Paginator.Pages(layout.Strips(), document.Page);
        return new DocumentFile(document, known, pages, layout.Root).Write();
    }
}
