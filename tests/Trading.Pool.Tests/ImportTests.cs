using System.Text.Json;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Reason = "首批入库";
    private PoolServer server = null!;
    private Client wang = null!;

    public async Task InitializeAsync()
    {
        server = await PoolServer.StartAsync();
        wang = await server.SignedInAsync();
    }

    public async Task DisposeAsync()
    {
        wang.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_table_is_read_looked_at_and_written()
    {
        var seen = await ReadAsync(Somebody.Table(1, 100));
        Assert.Equal((100, 0, 100, 0, 0), CountsOf(seen));
        Assert.Equal(0, await TotalAsync());
        var done = await WriteAsync(seen);
        Assert.Equal((100, 0, 100, 0, 0), CountsOf(done));
        Assert.Equal(100, await TotalAsync());
        var told = (await wang.GetAsync("/api/experts/E-000007/events").Ok())[0];
        Assert.Equal(("wang", "add", Reason), (told.Text("by"), told.Text("act"), told.Text("reason")));
        var act = (await wang.GetAsync("/api/acts").Ok())[0];
        Assert.Equal(act.Number("number"), told.Number("import"));
        Assert.Equal(
            ("import", Reason, """{"new":"100","changed":"0","same":"0","faultyRows":"0"}"""),
            (act.Text("act"), act.Text("reason"), act.GetProperty("details").GetRawText())
        );
    }

    [Fact]
    public async Task What_is_the_same_makes_no_event_and_what_differs_makes_one()
    {
        await WriteAsync(await ReadAsync(Somebody.Table(1, 10)));
        Expert[] experts = [.. Enumerable.Range(1, 12).Select(Somebody.Number)];
        experts[2] = experts[2] with { Name = "改名" };
        experts[3] = experts[3] with { Status = ExpertStatus.Left };
        var seen = await ReadAsync(Somebody.Table(experts));
        Assert.Equal((12, 0, 2, 2, 8), CountsOf(seen));
        await WriteAsync(seen);
        Assert.Equal(12, await TotalAsync());
        Assert.Equal(["add"], await ActsOfAsync(1));
        Assert.Equal(["edit", "add"], await ActsOfAsync(3));
        Assert.Equal(["status", "add"], await ActsOfAsync(4));
        Assert.Equal((12, 0, 0, 0, 12), CountsOf(await ReadAsync(Somebody.Table(experts))));
    }

    [Fact]
    public async Task Every_bad_row_is_named_and_nothing_is_written_but_the_good_ones_after_a_second_look()
    {
        var lines = Somebody.TextOf(Somebody.Table(1, 5)).Split("\r\n");
        lines[2] = lines[2].Replace("1380000", "2380000", StringComparison.Ordinal);
        lines[4] = lines[4].Replace("E-000004", "E-000003", StringComparison.Ordinal);
        var seen = await ReadAsync(string.Join("\r\n", lines));
        Assert.Equal((5, 2, 3, 0, 0), CountsOf(seen));
        Assert.Equal(
            ["3 4 Phone BadPhone 0", "5 1 Number DoubleNumber 4"],
            (await FaultsAsync(seen)).Select(fault =>
                $"{fault.Number("line")} {fault.Number("column")} {fault.Text("field")} {fault.Text("code")} "
                + $"{fault.Number("otherLine")}"
            )
        );
        var path = $"/api/imports/{seen.Text("id")}/write";
        var all = new { reason = Reason, goodOnly = false };
        Assert.Equal((409, "WrongPhase"), await wang.PostAsync(path, all).Refused());
        Assert.Equal(0, await TotalAsync());
        await WriteAsync(seen, goodOnly: true);
        Assert.Equal(3, await TotalAsync());
    }

    [Theory]
    [InlineData("", "NoHeader")]
    [InlineData("编号,姓名\r\n1,甲", "UnknownColumn")]
    [InlineData("专家编号,姓名\r\n1,甲", "MissingColumn")]
    public async Task Of_a_file_that_is_no_table_there_are_no_good_rows(string csv, string code)
    {
        var seen = await ReadAsync(csv);
        Assert.False(seen.GetProperty("mayTakeGood").GetBoolean());
        Assert.Contains(await FaultsAsync(seen), fault => fault.Text("code") == code);
        var path = $"/api/imports/{seen.Text("id")}/write";
        Assert.Equal(
            (409, "WrongPhase"),
            await wang.PostAsync(path, new { reason = Reason, goodOnly = true }).Refused()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_table_may_have_no_row_or_one(int rows)
    {
        var seen = await ReadAsync(Somebody.Table(1, rows));
        Assert.Equal((rows, 0, rows, 0, 0), CountsOf(seen));
        Assert.Equal(rows > 0, seen.GetProperty("mayTakeGood").GetBoolean());
    }

    [Fact]
    public async Task A_number_that_another_expert_of_the_pool_has_is_named_with_that_expert()
    {
        await wang.AddAsync(Somebody.Number(1));
        Expert[] experts =
        [
            Somebody.Number(2) with
            {
                Id = Somebody.Number(1).Id,
            },
            Somebody.Number(3) with
            {
                Phone = Somebody.Number(1).Phone,
            },
            Somebody.Number(4),
        ];
        var seen = await ReadAsync(Somebody.Table(experts));
        Assert.Equal((3, 2, 1, 0, 0), CountsOf(seen));
        Assert.Equal(
            ["2 IdInPool E-000001", "3 PhoneInPool E-000001"],
            (await FaultsAsync(seen)).Select(f => $"{f.Number("line")} {f.Text("code")} {f.Text("other")}")
        );
    }

    [Fact]
    public async Task Two_experts_may_change_their_numbers_with_each_other()
    {
        var (one, two) = (Somebody.Number(1), Somebody.Number(2));
        await WriteAsync(await ReadAsync(Somebody.Table([one, two])));
        Expert[] swapped = [one with { Id = two.Id, Phone = two.Phone }, two with { Id = one.Id, Phone = one.Phone }];
        await WriteAsync(await ReadAsync(Somebody.Table(swapped)));
        Assert.Equal(two.Number, (await wang.SearchAsync(new { id = one.Id })).GetProperty("lines")[0].Text("number"));
    }

    [Fact]
    public async Task A_row_whose_expert_keeps_its_number_after_all_bars_the_row_that_wanted_it()
    {
        var (one, two, three) = (Somebody.Number(1), Somebody.Number(2), Somebody.Number(3));
        await WriteAsync(await ReadAsync(Somebody.Table([one, two, three])));
        // Two wants what three keeps; one wants what two would have given up.
        var seen = await ReadAsync(Somebody.Table([one with { Id = two.Id }, two with { Id = three.Id }]));
        Assert.Equal((2, 2, 0, 0, 0), CountsOf(seen));
    }

    [Fact]
    public async Task Another_import_waits_for_the_end_of_the_first()
    {
        var seen = await ReadAsync(Somebody.Table(1, 5));
        using var li = await server.SignedInAsync("li");
        var problem = await li.SendTableAsync(Somebody.Table(1, 5)).Problem();
        Assert.Equal((409, "wang"), (problem.Number("status"), problem.Text("by")));
        await li.PostAsync($"/api/imports/{seen.Text("id")}/cancel", new { }).Ok();
        Assert.Equal("Cancelled", (await wang.ImportAsync("Cancelled")).Text("state"));
        await li.SendTableAsync(Somebody.Table(1, 5)).Ok();
        await wang.ImportAsync("Checked");
    }

    [Fact]
    public async Task An_import_that_is_cancelled_while_it_is_written_leaves_nothing()
    {
        var seen = await ReadAsync(Somebody.Table(1, 30_000));
        var path = $"/api/imports/{seen.Text("id")}";
        await wang.PostAsync($"{path}/write", new { reason = Reason, goodOnly = false }).Ok();
        await wang.PostAsync($"{path}/cancel", new { }).Ok();
        Assert.Equal("Cancelled", (await wang.ImportAsync("Cancelled", "Done")).Text("state"));
        Assert.Equal(0, await TotalAsync());
        Assert.Equal((409, "WrongPhase"), await Write(seen, Reason).Refused());
        Assert.DoesNotContain(
            (await wang.GetAsync("/api/acts").Ok()).EnumerateArray(),
            act => act.Text("act") == "import"
        );
    }

    [Fact]
    public async Task A_pool_that_changed_after_the_look_is_looked_at_again()
    {
        await wang.AddAsync(Somebody.Number(1));
        var seen = await ReadAsync(Somebody.Table(1, 3));
        Assert.Equal((3, 0, 2, 0, 1), CountsOf(seen));
        await wang.ChangeAsync(Somebody.Number(1) with { Name = "改名" }, 1).Ok();
        await Write(seen, Reason).Ok();
        var again = await wang.ImportAsync("Checked");
        Assert.True(again.GetProperty("hasPoolChanged").GetBoolean());
        Assert.Equal((3, 0, 2, 1, 0), CountsOf(again));
        Assert.Equal(1, await TotalAsync());
        await WriteAsync(again);
        Assert.Equal(3, await TotalAsync());
    }

    [Fact]
    public async Task People_go_on_while_a_table_is_read_and_are_told_to_wait_while_one_is_written_for_long()
    {
        var seen = await ReadAsync(Somebody.Table(1, 2_000));
        await wang.AddAsync(Somebody.Number(5_000));
        await Write(seen, Reason).Ok();
        // Whatever the pace: the answer is a change or a sentence, never a locked store.
        using var answer = await wang.PostAsync("/api/experts", Client.New(Somebody.Number(5_001), "聘书已核"));
        Assert.Contains((int)answer.StatusCode, new[] { 200, 409 });
    }

    [Fact]
    public async Task Nothing_but_a_table_is_taken_and_nothing_is_written_without_a_reason()
    {
        Assert.Equal((415, "Malformed"), await wang.SendTableAsync([], "application/json").Refused());
        var seen = await ReadAsync(Somebody.Table(1, 1));
        Assert.Equal((400, "Malformed"), await Write(seen, "").Refused());
        Assert.Equal((404, "NotFound"), await wang.GetAsync("/api/imports/other/faults").Refused());
        Assert.Equal((409, "WrongPhase"), await wang.PostAsync("/api/imports/other/cancel", new { }).Refused());
    }

    [Fact]
    public async Task Two_hundred_thousand_rows_are_followed_to_their_end()
    {
        await wang.SendTableAsync(Somebody.Table(1, 200_000)).Ok();
        var read = new List<int>();
        while (await NewestAsync() is var import && import.Text("state") == "Reading")
        {
            read.Add(import.Number("percent"));
            await Task.Delay(50); // as a page asks, only sooner
        }
        Assert.Equal(read.Order(), read);
        Assert.True(read.Distinct().Count() > 2, $"{read.Distinct().Count()} steps were seen");
        var seen = await wang.ImportAsync("Checked");
        Assert.Equal((200_000, 0, 200_000, 0, 0), CountsOf(seen));
        await WriteAsync(seen);
        Assert.Equal(200_000, await TotalAsync());
    }

    [Fact]
    public async Task What_is_exported_is_the_table_that_was_imported_and_the_export_is_noted()
    {
        var table = Somebody.Table(1, 20);
        await WriteAsync(await ReadAsync(table));
        using var answer = await wang.PostAsync("/api/exports", new { reason = "年检", isChinese = true });
        Assert.Equal(table, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var act = (await wang.GetAsync("/api/acts").Ok())[0];
        Assert.Equal(("export", "年检", "wang"), (act.Text("act"), act.Text("reason"), act.Text("by")));
        Assert.Equal(
            (400, "Malformed"),
            await wang.PostAsync("/api/exports", new { reason = "", isChinese = true }).Refused()
        );
    }

    private async Task<JsonElement> ReadAsync(byte[] table)
    {
        await wang.SendTableAsync(table).Ok();
        return await wang.ImportAsync("Checked");
    }

    private Task<JsonElement> ReadAsync(string csv) => ReadAsync(System.Text.Encoding.UTF8.GetBytes(csv));

    private async Task<JsonElement> WriteAsync(JsonElement seen, bool goodOnly = false)
    {
        await wang.PostAsync($"/api/imports/{seen.Text("id")}/write", new { reason = Reason, goodOnly }).Ok();
        return await wang.ImportAsync("Done");
    }

    private Task<HttpResponseMessage> Write(JsonElement seen, string reason) =>
        wang.PostAsync($"/api/imports/{seen.Text("id")}/write", new { reason, goodOnly = false });

    private async Task<JsonElement> NewestAsync() =>
        (await wang.GetAsync("/api/imports/newest").Ok()).GetProperty("import");

    private async Task<List<JsonElement>> FaultsAsync(JsonElement seen) =>
        [.. (await wang.GetAsync($"/api/imports/{seen.Text("id")}/faults").Ok()).EnumerateArray()];

    private async Task<int> TotalAsync() => (await wang.SearchAsync(new { })).Number("total");

    private async Task<IEnumerable<string>> ActsOfAsync(int n) =>
        (await wang.GetAsync($"/api/experts/{Somebody.Number(n).Number}/events").Ok())
            .EnumerateArray()
            .Select(told => told.Text("act"));

    private static (int Rows, int Faulty, int New, int Changed, int Same) CountsOf(JsonElement import) =>
        (
            import.Number("rows"),
            import.Number("faultyRows"),
            import.Number("new"),
            import.Number("changed"),
            import.Number("same")
        );
}
