namespace Trading.Documents;

/// <summary>
/// A part of a document: one of the cases below and no other. Each is drawn over the full width between the margins.
/// </summary>
public abstract record Block
{
    private protected Block() { }
}

/// <summary>
/// A heading. It never stands alone at the foot of a page: it stays with the first lines of what follows. Levels 0 to 2
/// become bookmarks.
/// </summary>
/// <param name="Level">0 the document's title (centred), 1 a chapter, 2 a section, 3 a small heading.</param>
/// <param name="Text">The words.</param>
public sealed record Heading(int Level, Text Text) : Block;

/// <summary>Running text, broken into lines; the first two and the last two lines stay together.</summary>
/// <param name="Text">The words.</param>
public sealed record Paragraph(Text Text) : Block
{
    /// <summary>Left by default.</summary>
    public Align Align { get; init; }

    /// <summary>Stays on the page of the first lines of the next block.</summary>
    public bool KeepWithNext { get; init; }
}

/// <summary>
/// A table. The head is repeated on every page that shows rows; a row stays whole unless it is taller than a page, then
/// it is split between lines. Cells may be fewer than columns (the rest is empty); more is an
/// <see cref="ArgumentException"/>.
/// </summary>
/// <param name="Columns">Widths and alignment, left to right; at least one.</param>
/// <param name="Rows">The rows; none draws the head and <see cref="Empty"/>.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows) : Block
{
    /// <summary>Rows of the head: bold, filled, repeated. None by default.</summary>
    public IReadOnlyList<Row> Head { get; init; } = [];

    /// <summary>Hairlines between all cells by default.</summary>
    public Lines Lines { get; init; } = Lines.All;

    /// <summary>What one row over the full width says where there are no rows.</summary>
    public Text Empty { get; init; } = "—";

    /// <summary>Four fifths of the body size, for wide tables.</summary>
    public bool Small { get; init; }
}

/// <summary>Which hairlines a table has.</summary>
public enum Lines
{
    /// <summary>Around every cell.</summary>
    All,

    /// <summary>Between rows only.</summary>
    Rows,

    /// <summary>None, and no padding at the outer edges: for placing things side by side.</summary>
    None,
}

/// <summary>A column: a fixed width, or a share of what the fixed ones leave.</summary>
public sealed record Column
{
    private Column(int width, int weight) => (Width, Weight) = (width, weight);

    /// <summary>Width in 1/1000 point; 0 where <see cref="Weight"/> decides.</summary>
    public int Width { get; }

    /// <summary>Share of the remaining width; 0 where <see cref="Width"/> decides.</summary>
    public int Weight { get; }

    /// <summary>Alignment of the column's cells below the head.</summary>
    public Align Align { get; init; }

    /// <summary>A column of a fixed width in 1/1000 point, 1 or more.</summary>
    public static Column Fixed(int width) =>
        width > 0 ? new(width, 0) : throw new ArgumentOutOfRangeException(nameof(width), width, "a column has a width");

    /// <summary>A column that takes its share of the remaining width; 1 to 1000.</summary>
    public static Column Share(int weight) =>
        weight is > 0 and <= 1000
            ? new(0, weight)
            : throw new ArgumentOutOfRangeException(nameof(weight), weight, "a share is 1 to 1000");
}

/// <summary>A row of cells.</summary>
/// <param name="Cells">Left to right.</param>
public sealed record Row(IReadOnlyList<Cell> Cells)
{
    /// <summary>Stays on the page of the next row, for rows that belong together.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Filled as the head is, for a subtotal or a group's name.</summary>
    public bool Filled { get; init; }

    /// <summary>A row of these cells; a string is a cell.</summary>
    public static Row Of(params Cell[] cells) => new(cells);
}

/// <summary>A cell: text, then a bar, then a code, each only if given.</summary>
/// <param name="Text">The words; may be empty.</param>
public sealed record Cell(Text Text)
{
    /// <summary>Overrides the column's alignment.</summary>
    public Align? Align { get; init; }

    /// <summary>How many columns the cell covers; 1 or more.</summary>
    public int Span { get; init; } = 1;

    /// <summary>A bar under the text, as wide as the cell.</summary>
    public Bar? Bar { get; init; }

    /// <summary>A QR code under the text.</summary>
    public QrCode? Code { get; init; }

    /// <summary>It names what stands beside it: a grid's key.</summary>
    internal bool IsKey { get; init; }

    /// <summary>A plain cell.</summary>
    public static implicit operator Cell(string text) => new((Text)text);

    /// <summary>A cell of styled text.</summary>
    public static implicit operator Cell(Text text) => new(text);

    /// <summary>A cell of one run.</summary>
    public static implicit operator Cell(Run run) => new((Text)run);
}

/// <summary>
/// A horizontal bar: a value of 0 to <paramref name="Max"/> as a share of the width; a value outside is drawn empty or
/// full.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Max">What the full width means; 1 or more.</param>
public sealed record Bar(long Value, long Max)
{
    /// <summary>The bar's colour; blue by default.</summary>
    public Tone Tone { get; init; } = Tone.Accent;

    /// <summary>Where to draw a thin upright mark, on the same scale; none by default.</summary>
    public long? Mark { get; init; }
}

/// <summary>Keys and values in pairs of columns, with hairlines between rows: the usual head of a form.</summary>
/// <param name="Pairs">In reading order, filled row by row.</param>
public sealed record Grid(IReadOnlyList<Pair> Pairs) : Block
{
    /// <summary>
    /// How many pairs stand side by side; 1 to 3. A pair that is <see cref="Pair.Wide"/> takes a row alone.
    /// </summary>
    public int Across { get; init; } = 2;

    /// <summary>Width of a key column in 1/1000 point; 25 mm by default.</summary>
    public int KeyWidth { get; init; } = Length.Millimetres(25);
}

/// <summary>A key and its value.</summary>
/// <param name="Key">Drawn grey.</param>
/// <param name="Value">Drawn beside it.</param>
public sealed record Pair(string Key, Text Value)
{
    /// <summary>Takes the whole width.</summary>
    public bool Wide { get; init; }
}

/// <summary>
/// A QR code (error correction M, byte mode for anything but digits and capitals) with its quiet zone.
/// </summary>
/// <param name="Content">What the code says; at most 500 characters.</param>
/// <param name="Size">Width and height in 1/1000 point; 25 mm is easy to read from paper up to 100 characters.</param>
public sealed record QrCode(string Content, int Size) : Block
{
    /// <summary>Left by default. In a cell, the cell's alignment counts.</summary>
    public Align Align { get; init; }
}

/// <summary>Blocks that stay on one page as long as one page can hold them: a signature and what it signs.</summary>
/// <param name="Blocks">In reading order.</param>
public sealed record Together(IReadOnlyList<Block> Blocks) : Block;

/// <summary>
/// A box that becomes the document's one signature field. The bytes then carry room for a CMS signature
/// (<see cref="PdfSignature"/>). At most one in a document. What the box says is the caller's: the bytes of the
/// signature are not known when the page is drawn.
/// </summary>
/// <param name="FieldName">The field's name, ASCII letters and digits.</param>
/// <param name="Text">What the box says.</param>
/// <param name="Height">The box's least height in 1/1000 point.</param>
public sealed record SignatureField(string FieldName, Text Text, int Height) : Block
{
    /// <summary>Why it is signed, as the signature dictionary says it; empty: not said.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Empty room; none at the top of a page.</summary>
/// <param name="Height">In 1/1000 point.</param>
public sealed record Gap(int Height) : Block;

/// <summary>The next block begins a page; an empty page is never made by it.</summary>
public sealed record PageBreak : Block
{
    /// <summary>Paper and margins from here on; <c>null</c> changes nothing.</summary>
    public PageFormat? Page { get; init; }
}
