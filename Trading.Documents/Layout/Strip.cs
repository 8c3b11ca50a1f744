using Trading.Documents.Pdf;

namespace Trading.Documents.Layout;

/// <summary>Something of a height that is drawn inside a box: a line of text, a bar, a code.</summary>
internal abstract class Item(int height)
{
    public int Height => height;

    public abstract void Draw(Canvas canvas, int x, int y, int width);
}

/// <summary>
/// One line of text; the baseline lies so that the square of an ideograph stands in the middle of the line's height.
/// </summary>
internal sealed class TextItem(Atom[] atoms, int width, Align align, int size) : Item(LineHeight(size))
{
    private readonly int _baseline = (LineHeight(size) - size) / 2 + size * 88 / 100;

    public static int LineHeight(int size) => size * 145 / 100;

    public override void Draw(Canvas canvas, int x, int y, int boxWidth)
    {
        var left = x + Aligned(align, boxWidth, width);
        canvas.Text(atoms, left, y + _baseline);
    }

    public static int Aligned(Align align, int room, int width) =>
        align switch
        {
            Align.Left => 0,
            Align.Right => room - width,
            _ => (room - width) / 2,
        };
}

/// <summary>A bar of five points under two points of air.</summary>
internal sealed class BarItem(Bar bar) : Item(Length.Points(8))
{
    public override void Draw(Canvas canvas, int x, int y, int width)
    {
        var (top, height) = (y + Length.Points(2), Length.Points(5));
        canvas.Fill(x, top, width, height, Palette.Track);
        if (Share(bar.Value, width) is var length and > 0)
            canvas.Fill(x, top, length, height, Palette.Of(bar.Tone));
        if (bar.Mark is { } mark)
            canvas.Fill(
                x + Math.Max(0, Share(mark, width) - 700),
                top - 1_000,
                700,
                height + 2_000,
                Palette.Of(Tone.Ink)
            );
    }

    private int Share(long value, int width) => (int)((Int128)Math.Clamp(value, 0, bar.Max) * width / bar.Max);
}

/// <summary>A QR code: runs of dark modules, each module a whole number of 1/1000 points.</summary>
internal sealed class QrItem(QrMatrix matrix, string content, int size, Align align) : Item(size)
{
    private readonly int _module = size / matrix.Size;

    public override void Draw(Canvas canvas, int x, int y, int width) =>
        canvas.Modules(x + TextItem.Aligned(align, width, Height), y, _module, matrix);

    /// <summary>The figure that the code is, with the room it takes on the page.</summary>
    public Tag ToTag(Canvas canvas, int x, int y, int width)
    {
        var (left, side) = (x + TextItem.Aligned(align, width, Height), _module * matrix.Size);
        return new Tag("Figure")
        {
            Alternative = $"QR {content}",
            Attributes = $"<</O/Layout/BBox[{canvas.Point(left, y + side)} {canvas.Point(left + side, y)}]>>",
        };
    }
}

/// <summary>
/// A cell of a strip: items from top to bottom between <paramref name="X"/> + padding and the other side.
/// </summary>
internal sealed record Box(int X, int Width, int PadLeft, int PadRight, IReadOnlyList<Item> Items)
{
    /// <summary>What the box's text is; null for none.</summary>
    public Tag? Tag { get; init; }
}

/// <summary>
/// The unit of paging: a line of a paragraph, a row of a table. Everything on a page is a strip, so there is one rule
/// for repeating, keeping and splitting. Heights in 1/1000 point.
/// </summary>
internal sealed record Strip(IReadOnlyList<Box> Boxes)
{
    /// <summary>Room above; none at the top of a page.</summary>
    public int Above { get; init; }

    /// <summary>Padding inside, above and below the items.</summary>
    public int Pad { get; init; }

    public int LeastHeight { get; init; }

    public Lines Lines { get; init; } = Lines.None;

    public bool Filled { get; init; }

    /// <summary>Stays with the next strip.</summary>
    public bool Glued { get; init; }

    /// <summary>Stays with the next strip, if the whole group fits one page: from <see cref="Together"/>.</summary>
    public bool Bonded { get; init; }

    /// <summary>Drawn again above this strip when it begins a page.</summary>
    public IReadOnlyList<Strip> Head { get; init; } = [];

    /// <summary>Begins a page of this format.</summary>
    public PageFormat? Break { get; init; }

    public (int Level, string Title)? Bookmark { get; init; }

    public SignatureField? Signature { get; init; }

    /// <summary>A table's head, drawn again: no part of the logical structure.</summary>
    public bool Repeated { get; init; }

    public int Height =>
        Math.Max(LeastHeight, Boxes.Select(b => b.Items.Sum(i => i.Height)).DefaultIfEmpty().Max() + 2 * Pad);

    public void Draw(Canvas canvas, int left, int y)
    {
        if (Repeated)
            canvas.BeginArtifact("/Type/Pagination");
        if (Filled)
            foreach (var box in Boxes)
                canvas.Fill(left + box.X, y, box.Width, Height, Palette.Head);
        foreach (var box in Boxes)
        {
            DrawItems(canvas, box, left, y + Pad);
            if (Lines == Lines.All)
                canvas.Frame(left + box.X, y, box.Width, Height);
            if (Lines == Lines.Rows)
                canvas.Rules(left + box.X, y, box.Width, Height);
        }
        if (Bookmark is { } bookmark)
            canvas.Bookmark(bookmark.Level, bookmark.Title, y);
        if (Signature is not null)
            canvas.Sign(Signature, left + Boxes[0].X, y, Boxes[0].Width, Height);
        if (Repeated)
            canvas.End();
    }

    /// <summary>
    /// The strip cut so that the first part is at most <paramref name="room"/> high; every box gives what fits whole.
    /// If nothing at all fits, the first item goes anyway, so that paging always ends.
    /// </summary>
    public (Strip First, Strip After) Split(int room)
    {
        var counts = Boxes.Select(b => Fitting(b.Items, room - 2 * Pad)).ToArray();
        if (counts.All(c => c == 0))
            counts = [.. Boxes.Select(b => Math.Min(1, b.Items.Count))];
        var first = this with
        {
            Boxes = [.. Boxes.Select((b, i) => b with { Items = [.. b.Items.Take(counts[i])] })],
            Signature = null,
            Glued = false,
            Bonded = false,
            LeastHeight = 0,
        };
        var rest = this with
        {
            Boxes = [.. Boxes.Select((b, i) => b with { Items = [.. b.Items.Skip(counts[i])] })],
            Bookmark = null,
            Above = 0,
            LeastHeight = 0,
        };
        return (first, rest);
    }

    private static int Fitting(IReadOnlyList<Item> items, int room)
    {
        var count = 0;
        while (count < items.Count && (room -= items[count].Height) >= 0)
            count++;
        return count;
    }

    private void DrawItems(Canvas canvas, Box box, int left, int y)
    {
        var (x, width) = (left + box.X + box.PadLeft, box.Width - box.PadLeft - box.PadRight);
        Tag? open = null;
        foreach (var item in box.Items)
        {
            // The lines of a box are one piece of content; a code is one of its own.
            var tag = Repeated || item is BarItem ? null : box.Tag;
            if (item is QrItem code)
                tag = tag?.Add(code.ToTag(canvas, x, y, width));
            if (tag != open)
            {
                if (open is not null)
                    canvas.End();
                if (tag is not null)
                    canvas.Begin(tag);
                open = tag;
            }
            item.Draw(canvas, x, y, width);
            y += item.Height;
        }
        if (open is not null)
            canvas.End();
    }
}
