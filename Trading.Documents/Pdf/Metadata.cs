using System.Globalization;
using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// What an archival file says of itself in XMP (ISO 16684-1): title, language, and that it is PDF/A-2u. No date and no
/// producer: the file follows from the document.
/// </summary>
internal static class Metadata
{
    public static byte[] Of(string title, string language) =>
        Encoding.UTF8.GetBytes(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                + " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                + "<dc:format>application/pdf</dc:format>\n"
                + $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(title)}</rdf:li></rdf:Alt></dc:title>\n"
                + $"<dc:language><rdf:Bag><rdf:li>{Escaped(language)}</rdf:li></rdf:Bag></dc:language>\n"
                + "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"
                + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
        );

    /// <summary>
    /// The title without what XML cannot hold (controls, halves of pairs, U+FFFE and U+FFFF), each as its code: both
    /// places that name the title say the same.
    /// </summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < title.Length; i++)
        {
            if (char.IsSurrogatePair(title, i))
                plain.Append(title[i++]).Append(title[i]);
            else if (title[i] < ' ' || char.IsSurrogate(title[i]) || title[i] >= '\uFFFE')
                plain.Append(CultureInfo.InvariantCulture, $"U+{(int)title[i]:X4}");
            else
                plain.Append(title[i]);
        }
        return plain.ToString();
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
