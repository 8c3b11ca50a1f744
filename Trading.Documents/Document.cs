namespace Trading.Documents;

/// <summary>
/// A document to be laid out and printed: a title, a language and blocks from top to bottom. Plain values, no state:
/// the same document and the same <see cref="Fonts"/> give the same bytes on every machine (docs/spec/record.md).
/// Lengths are integers in 1/1000 point, made by <see cref="Length"/>.
/// </summary>
/// <param name="Title">The title that a reader shows in its window; it is not drawn (begin with a <see cref="Heading"/>
/// of level 0).</param>
/// <param name="Language">The main language as a BCP 47 tag, for example <c>zh-CN</c>.</param>
/// <param name="Blocks">What is drawn, in reading order.</param>
public sealed record Document(string Title, string Language, IReadOnlyList<Block> Blocks)
{
    /// <summary>
    /// Paper and margins of the first page, and of all others until a <see cref="PageBreak"/> changes them. A4 upright
    /// by default.
    /// </summary>
    public PageFormat Page { get; init; } = PageFormat.A4;

    /// <summary>One line at the top of every page, inside the margin. Empty by default.</summary>
    public Running Header { get; init; } = new("", "", "");

    /// <summary>
    /// One line at the foot of every page, inside the margin. By default "page / pages" in the centre.
    /// </summary>
    public Running Footer { get; init; } = new("", "{page} / {pages}", "");

    /// <summary>
    /// Size of body text in 1/1000 point; headings and small text follow it. 9.5 points by default; 4 to 40 points.
    /// </summary>
    public int BodySize { get; init; } = 9_500;

    /// <summary>
    /// The second form of the file: PDF/A-2u with tags, and <see cref="Fonts.Further"/> for letters that the family
    /// lacks. Without it the first form, whose bytes are frozen. Source: docs/spec/record.md, "Archival form".
    /// </summary>
    public bool IsArchival { get; init; }
}

/// <summary>
/// One running line of every page. <c>{page}</c> and <c>{pages}</c> are replaced by the page's number, from 1, and the
/// number of pages. A part that is too long for its third of the line runs into the next one's room: keep them short.
/// </summary>
/// <param name="Left">At the left margin.</param>
/// <param name="Centre">In the middle.</param>
/// <param name="Right">At the right margin.</param>
public sealed record Running(string Left, string Centre, string Right);

/// <summary>Paper and margins, in 1/1000 point.</summary>
/// <param name="Width">Width of the paper.</param>
/// <param name="Height">Height of the paper.</param>
/// <param name="SideMargin">Left and right.</param>
/// <param name="EndMargin">Top and bottom; header and footer are drawn inside.</param>
public sealed record PageFormat(int Width, int Height, int SideMargin, int EndMargin)
{
    /// <summary>A4 upright: 210 × 297 mm, margins 18 and 20 mm.</summary>
    public static PageFormat A4 { get; } = new(595_276, 841_890, Length.Millimetres(18), Length.Millimetres(20));

    /// <summary>A4 on its side: 297 × 210 mm, margins 15 and 18 mm.</summary>
    public static PageFormat A4Landscape { get; } =
        new(841_890, 595_276, Length.Millimetres(15), Length.Millimetres(18));
}

/// <summary>Lengths in 1/1000 point (a point is 1/72 inch).</summary>
public static class Length
{
    /// <summary>Whole points.</summary>
    public static int Points(int points) => points * 1_000;

    /// <summary>Whole millimetres, rounded down to 1/1000 point.</summary>
    public static int Millimetres(int millimetres) => (int)(millimetres * 2_834_646L / 1_000);
}
