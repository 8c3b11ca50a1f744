using System.Text;
using Trading.Evaluation.Pool;

namespace Trading.Bench;

/// <summary>
/// The pool's table with 200,000 experts read, every cell checked, against the bare splitting of the same text into
/// cells.
/// </summary>
internal static class PoolTableBenchmark
{
    public static Benchmark Create()
    {
        using var written = new MemoryStream();
        ExpertTable.Write(written, InventedExperts.Of(TableLimits.Rows), isChinese: true);
        var table = written.ToArray();
        return new Benchmark(
            "pool's table of 200,000 experts read and checked",
            Compare.Time,
            8,
            () => Split(table),
            () => Read(table),
            Rounds: 5,
            WarmUps: 1
        )
        {
            Facts = () => new() { ["fileBytes"] = table.Length, ["heldBytes"] = Held(table) },
        };
    }

    private static void Read(byte[] table)
    {
        using var file = new MemoryStream(table);
        var experts = ExpertTable.Read(file).Count(row => row.Expert is not null);
        if (experts != TableLimits.Rows)
            throw new InvalidOperationException($"{experts} rows were read");
    }

    // What reading holds at its end, when it remembers the numbers of every row.
    private static long Held(byte[] table)
    {
        using var file = new MemoryStream(table);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var row in ExpertTable.Read(file))
            if (row.Line == TableLimits.Rows)
                return GC.GetTotalMemory(forceFullCollection: true) - before;
        return 0;
    }

    private static void Split(byte[] table)
    {
        var cells = 0L;
        foreach (var line in Encoding.UTF8.GetString(table).Split("\r\n"))
            cells += line.Split(',').Length;
        if (cells < TableLimits.Rows)
            throw new InvalidOperationException("the table has no rows");
    }
}
