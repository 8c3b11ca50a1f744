namespace Trading.Documents.Layout;

/// <summary>Tables to strips: a strip a row.</summary>
internal sealed class TableLayout(CellLayout cells, Style body, int width, Tag parent)
{
    private const string HeadType = "THead";
    private static readonly int PadSide = Length.Points(4),
        PadEnd = Length.Points(3);

    public List<Strip> Strips(Table table)
    {
        var widths = Widths(table.Columns);
        var style = table.Small ? body with { Size = body.Size * 4 / 5 } : body;
        // Without lines it only places things side by side: no table to who reads the text.
        var tag = table.Lines == Lines.None ? null : parent.Add("Table");
        var headTag = table.Head.Count > 0 ? tag?.Add(HeadType) : null;
        var bodyTag = tag?.Add("TBody");
        // The head stays with the first row, and each of its rows with the next.
        var head = table
            .Head.Select(row =>
                Of(row, table, widths, style with { Bold = true }, headTag) with
                {
                    Filled = true,
                    Glued = true,
                }
            )
            .ToList();
        var rows =
            table.Rows.Count > 0
                ? table.Rows.Select(row => Of(row, table, widths, style, bodyTag))
                :
                [
                    Of(
                        new Row([new Cell(table.Empty) { Span = widths.Length, Align = Align.Centre }]),
                        table,
                        widths,
                        style with
                        {
                            Tone = Tone.Muted,
                        },
                        bodyTag
                    ),
                ];
        var strips = new List<Strip>(head);
        strips.AddRange(rows.Select(row => row with { Head = head }));
        strips[0] = strips[0] with { Above = Length.Points(5) };
        return strips;
    }

    /// <summary>
    /// Fixed widths first; the rest is shared by weight. Edges are rounded, not widths, so that the sum is exact.
    /// </summary>
    private int[] Widths(IReadOnlyList<Column> columns)
    {
        if (columns.Count == 0)
            throw new ArgumentException("a table has at least one column");
        long rest = width - columns.Sum(c => (long)c.Width),
            weights = columns.Sum(c => (long)c.Weight),
            before = 0;
        if (rest < 0)
            throw new ArgumentException($"the fixed columns are {-rest} thousandths of a point wider than the page");
        return
        [
            .. columns.Select(c =>
            {
                if (c.Weight == 0)
                    return c.Width;
                var share = (before + c.Weight) * rest / weights - before * rest / weights;
                before += c.Weight;
                return (int)share;
            }),
        ];
    }

    private Strip Of(Row row, Table table, int[] widths, Style style, Tag? section)
    {
        var rowTag = section?.Add("TR");
        var boxes = new List<Box>();
        var (column, x) = (0, 0);
        foreach (var cell in row.Cells)
        {
            if (cell.Span < 1 || column + cell.Span > widths.Length)
                throw new ArgumentException(
                    $"a row has cells for {column + cell.Span} columns, the table has {widths.Length}"
                );
            var align = cell.Align ?? table.Columns[column].Align;
            boxes.Add(
                OfCell(
                    cell,
                    x,
                    widths.AsSpan(column, cell.Span),
                    align,
                    style,
                    table.Lines,
                    (column == 0, column + cell.Span == widths.Length)
                ) with
                {
                    Tag = TagOf(cell, rowTag, section?.Type == HeadType),
                }
            );
            x += boxes[^1].Width;
            column += cell.Span;
        }
        for (; column < widths.Length; x += widths[column++])
            boxes.Add(new(x, widths[column], 0, 0, []) { Tag = rowTag?.Add("TD") });
        return new(boxes)
        {
            Pad = table.Lines == Lines.None ? Length.Points(1) : PadEnd,
            Lines = table.Lines,
            Filled = row.Filled,
            Glued = row.KeepWithNext,
        };
    }

    private Tag TagOf(Cell cell, Tag? row, bool isHead)
    {
        if (row is null)
            return parent.Add("P");
        var tag = row.Add(isHead || cell.IsKey ? "TH" : "TD");
        var scope =
            isHead ? "/Scope/Column"
            : cell.IsKey ? "/Scope/Row"
            : "";
        var span = cell.Span > 1 ? $"/ColSpan {cell.Span}" : "";
        tag.Attributes = scope.Length + span.Length > 0 ? $"<</O/Table{scope}{span}>>" : "";
        return tag;
    }

    private Box OfCell(
        Cell cell,
        int x,
        ReadOnlySpan<int> widths,
        Align align,
        Style style,
        Lines lines,
        (bool First, bool Last) edge
    )
    {
        var boxWidth = 0;
        foreach (var part in widths)
            boxWidth += part;
        var left = lines == Lines.None && edge.First ? 0 : PadSide;
        var right = lines == Lines.None && edge.Last ? 0 : PadSide;
        return new(x, boxWidth, left, right, cells.Items(cell, style, align, boxWidth - left - right));
    }
}

/// <summary>A grid of keys and values is a table without a head.</summary>
internal static class GridTable
{
    public static Table Of(Grid grid)
    {
        if (grid.Across is < 1 or > 3)
            throw new ArgumentException($"1 to 3 pairs stand side by side, not {grid.Across}");
        var columns = Enumerable
            .Range(0, grid.Across)
            .SelectMany(_ => new[] { Column.Fixed(grid.KeyWidth), Column.Share(1) });
        return new Table([.. columns], [.. Rows(grid)]) { Lines = Lines.Rows };
    }

    private static IEnumerable<Row> Rows(Grid grid)
    {
        var row = new List<Cell>();
        foreach (var pair in grid.Pairs)
        {
            if (pair.Wide && row.Count > 0)
            {
                yield return new(row);
                row = [];
            }
            row.Add(new Cell(new Run(pair.Key) { Tone = Tone.Muted }) { IsKey = true });
            row.Add(new Cell(pair.Value) { Span = pair.Wide ? grid.Across * 2 - 1 : 1 });
            if (row.Count < grid.Across * 2 && !pair.Wide)
                continue;
            yield return new(row);
            row = [];
        }
        if (row.Count > 0)
            yield return new(row);
    }
}
