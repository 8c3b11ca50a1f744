using Trading.Bench;

// Usage: trading-bench [part of a name]. Exit code 1 when a goal is missed, 2 when no benchmark has that name.
// A benchmark is one file with a Create method, and one line here.
if (args is ["--feed-server", var kind, var buffer])
    return await FeedServer.RunAsync(kind, int.Parse(buffer, System.Globalization.CultureInfo.InvariantCulture));

if (args is ["--room-drafts", var server, var folder, var seconds])
    return await RoomDrafts.RunAsync(
        server,
        folder,
        int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)
    );

Func<Benchmark>[] all =
[
    PartialsBenchmark.Create,
    PayloadBenchmark.Create,
    RecordsBenchmark.Create,
    SlotTreeBenchmarks.Sparse,
    SlotTreeBenchmarks.Dense,
    AppendBenchmark.Create,
    FeedBenchmarks.Burst,
    FeedBenchmarks.Last,
    FeedBenchmarks.Processor,
    FeedBenchmarks.Deaf,
    ScoringBenchmark.Create,
    AgreementBenchmark.Create,
    RecordDocumentBenchmark.Create,
    ReportBenchmark.Create,
    HourBenchmark.Create,
    DrawBenchmark.Create,
    DrawPartBenchmarks.Filter,
    DrawPartBenchmarks.Root,
    DrawPartBenchmarks.Commitment,
    DrawPartBenchmarks.Value,
    DrawPartBenchmarks.Seats,
    DrawPartBenchmarks.Name,
    PoolTableBenchmark.Create,
];

var wanted = args.FirstOrDefault() ?? "";
var chosen = all.Select(create => create())
    .Where(benchmark => benchmark.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
    .ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"no benchmark is called \"{wanted}\"");
    return 2;
}

Results.PrintHead();
var missed = false;
foreach (var benchmark in chosen)
{
    var outcome = benchmark.Run();
    Results.Print(outcome);
    Results.Write(outcome);
    missed |= !outcome.Pass;
}
return missed ? 1 : 0;
