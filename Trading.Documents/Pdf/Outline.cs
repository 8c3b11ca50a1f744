namespace Trading.Documents.Pdf;

/// <summary>A heading as the reader's side bar lists it: the page object, and the height to scroll to.</summary>
internal sealed record Bookmark(int Level, string Title, int Page, string Top);

/// <summary>
/// The bookmarks: one flat row in reading order. Deeper levels are indented by their title's two spaces, which spares a
/// tree that nobody unfolds.
/// </summary>
internal static class Outline
{
    public static void Write(PdfFile file, int root, List<Bookmark> bookmarks)
    {
        file.Add(
            root,
            $"<</Type/Outlines/First {root + 1} 0 R/Last {root + bookmarks.Count} 0 R/Count {bookmarks.Count}>>"
        );
        for (var i = 0; i < bookmarks.Count; i++)
        {
            var (bookmark, number) = (bookmarks[i], root + 1 + i);
            var before = i == 0 ? "" : $"/Prev {number - 1} 0 R";
            var after = i == bookmarks.Count - 1 ? "" : $"/Next {number + 1} 0 R";
            var indent = new string(' ', Math.Max(0, bookmark.Level - 1) * 2);
            file.Add(
                number,
                $"<</Title<{TextString.Hex(indent + bookmark.Title)}>/Parent {root} 0 "
                    + $"R{before}{after}/Dest[{bookmark.Page} 0 R/XYZ null {bookmark.Top} null]>>"
            );
        }
    }
}
