using System.Net;
using System.Text;

namespace Trading.Offices.Tests;

public sealed class ClientTests : IDisposable
{
    private const string Draw = "0123456789abcdef0123456789abcdef";
    private readonly KeyFolder keys = new();
    private readonly Platform platform;
    private readonly OfficeClient client;
    private readonly List<string> log = [];

    public ClientTests()
    {
        platform = new Platform(keys.Office);
        client = new OfficeClient(OfficeClient.NewHttp(new Uri("https://platform.test/"), platform), keys.Load());
    }

    public void Dispose()
    {
        client.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task An_office_signs_in_once_and_again_when_its_ticket_has_ended()
    {
        platform.Tasks = Task("notify");
        await client.TasksAsync(default);
        Assert.Equal("notify", Assert.Single(await client.TasksAsync(default)).Kind);
        Assert.Equal(1, platform.Calls.Count(path => path == "/api/sign-in/certificate"));
        platform.Restart();
        await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.TasksAsync(default)));
        Assert.Equal(2, platform.Calls.Count(path => path == "/api/sign-in/certificate"));
    }

    [Fact]
    public async Task Another_key_does_not_sign_in()
    {
        using var others = new KeyFolder();
        using var stranger = new OfficeClient(
            OfficeClient.NewHttp(new Uri("https://platform.test/"), platform),
            others.Load()
        );
        var no = await Assert.ThrowsAsync<PlatformException>(() => stranger.TasksAsync(default));
        Assert.Equal(HttpStatusCode.Forbidden, no.Status);
        Assert.DoesNotContain("/api/draws/tasks", platform.Calls);
    }

    [Fact]
    public async Task Tasks_that_are_none_are_left_out_and_shapes_are_strict()
    {
        platform.Tasks = $$"""3, {"draw":"{{Draw}}"}, {{Task("notify")}}, {"draw":1,"kind":"notify"}""";
        var task = Assert.Single(await client.TasksAsync(default));
        Assert.Equal((Draw, "notify"), (task.Draw, task.Kind));
        Assert.Equal(7, task.Read<Position>()!.Number);
        Assert.Null(task.Read<Longer>());
    }

    [Fact]
    public async Task What_is_said_is_json_or_octets_under_the_draw_and_rows_come_back()
    {
        await client.PostAsync(Draw, "notices", new { statement = new byte[] { 1 } }, default);
        await client.PostBytesAsync(Draw, "commitment", [4, 5], default);
        Assert.Equal([1, 2, 3], await client.RowsAsync(Draw, [0xab], default));
        Assert.Contains($"/api/draws/{Draw}/rows/ab", platform.Calls);
        Assert.Equal(
            [$"/api/draws/{Draw}/notices {{\"statement\":\"AQ==\"}}", $"/api/draws/{Draw}/commitment \u0004\u0005"],
            platform.Posted.Select(p => $"{p.Path} {Encoding.UTF8.GetString(p.Body)}")
        );
    }

    [Fact]
    public async Task An_answer_that_is_no_list_of_tasks_is_told_without_its_content()
    {
        platform.Tasks = "{";
        var no = await Assert.ThrowsAsync<PlatformException>(() => client.TasksAsync(default));
        Assert.Equal("The reply cannot be read.", no.Message);
    }

    [Fact]
    public async Task What_the_platform_refuses_of_one_task_spoils_no_other_and_is_told_once()
    {
        platform.Tasks = $"{Task("first")},{Task("second")}";
        platform.Refuses[$"/api/draws/{Draw}/first"] = HttpStatusCode.Conflict;
        var agent = new OfficeAgent(client, (task, stop) => SayAsync(task, stop), log.Add);
        await agent.ServeAllAsync(default);
        await agent.ServeAllAsync(default);
        Assert.Equal(2, platform.Posted.Count(p => p.Path.EndsWith("/second", StringComparison.Ordinal)));
        Assert.Equal($"first {Draw}: POST /api/draws/{Draw}/first: 409", Assert.Single(log));
        Assert.NotNull(agent.ReachedAt);
    }

    [Fact]
    public async Task A_platform_that_is_away_is_waited_for_and_told_once()
    {
        platform.Tasks = Task("first");
        platform.IsAway = true;
        using var stop = new CancellationTokenSource();
        var agent = new OfficeAgent(client, (task, stop) => SayAsync(task, stop), log.Add)
        {
            Pause = TimeSpan.FromMilliseconds(10),
        };
        var run = agent.RunAsync(stop.Token);
        await UntilAsync(() => platform.Calls.Count >= 3);
        Assert.Null(agent.ReachedAt);
        platform.IsAway = false;
        await UntilAsync(() => platform.Posted.Count >= 2);
        await stop.CancelAsync();
        await run;
        Assert.Equal(["gateway phones is at work", "the platform is away: nobody listens"], log);
    }

    [Fact]
    public async Task A_bug_ends_the_office_instead_of_going_on_in_silence()
    {
        platform.Tasks = Task("first");
        var agent = new OfficeAgent(client, (_, _) => throw new InvalidDataException("damaged"), log.Add);
        await Assert.ThrowsAsync<InvalidDataException>(() => agent.RunAsync(default));
    }

    private static string Task(string kind) => $$"""{"draw":"{{Draw}}","kind":"{{kind}}","number":7}""";

    private Task SayAsync(OfficeTask task, CancellationToken stop) => client.PostAsync(task.Draw, task.Kind, 1, stop);

    private static async Task UntilAsync(Func<bool> isThere)
    {
        for (var i = 0; i < 1000 && !isThere(); i++)
            await System.Threading.Tasks.Task.Delay(10);
        Assert.True(isThere());
    }

    private sealed record Position(int Number);

    private sealed record Longer(int Number, string Other);
}
