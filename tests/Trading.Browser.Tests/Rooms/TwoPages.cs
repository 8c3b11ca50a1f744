using System.Globalization;
using System.Text;

namespace Trading.Browser.Tests.Rooms;

/// <summary>A small PDF that a reader can open: so many pages, each with one line of text.</summary>
internal static class TwoPages
{
    public static byte[] Of(string title, int pages = 2)
    {
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(n => $"{4 + 2 * n} 0 R"));
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        for (var n = 0; n < pages; n++)
        {
            var text = $"BT /F1 24 Tf 60 700 Td ({title}, page {n + 1}) Tj ET";
            objects.Add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
                    + $"/Contents {5 + 2 * n} 0 R >>"
            );
            objects.Add($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
        }
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> places = [];
        foreach (var (body, n) in objects.Select((body, n) => (body, n + 1)))
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n{body}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\n");
        file.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
