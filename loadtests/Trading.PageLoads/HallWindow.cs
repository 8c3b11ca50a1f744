using System.Text.Json;
using Microsoft.Playwright;
using Trading.Cli;

namespace Trading.PageLoads;

/// <summary>
/// A hall in a window of its own, and what the window felt: tasks that stood in its way, the work of its main thread,
/// when its table was shown, bytes that came.
/// </summary>
internal sealed class HallWindow : IAsyncDisposable
{
    // Chromium tells of tasks from 50 ms on. A live collection of elements costs nothing while nothing changes. Only
    // rows that are near what is seen are there: a table is shown when it has the first ten of as many as are wanted.
    private const string Watch = """
        (() => {
          const felt = (window.felt = { tasks: [], wanted: 0, first: null, full: 0 });
          new PerformanceObserver(list => {
            for (const task of list.getEntries())
              felt.tasks.push({ at: performance.timeOrigin + task.startTime, ms: task.duration });
          }).observe({ type: 'longtask', buffered: true });
          const rows = document.getElementsByClassName('bid-row');
          const tables = document.getElementsByClassName('bid-rows');
          felt.isShown = () =>
            rows.length >= Math.min(felt.wanted, 10) &&
            Number(tables[0]?.ariaRowCount) - 1 === felt.wanted &&
            rows[0].dataset.submission !== felt.first;
          setInterval(() => {
            if (felt.full === 0 && felt.wanted > 0 && felt.isShown()) felt.full = Date.now();
          }, 20);
        })();
        """;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly IBrowserContext context;
    private readonly IPage page;
    private readonly ICDPSession tools;
    private long bytes;
    private int said;

    private HallWindow(IBrowserContext context, IPage page, ICDPSession tools) =>
        (this.context, this.page, this.tools) = (context, page, tools);

    /// <summary>Bytes that came over the line, as they were on it.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<HallWindow> OpenAsync(IBrowser browser, Machine machine)
    {
        var isPhone = machine.Slower > 1;
        var context = await browser.NewContextAsync(
            new()
            {
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = isPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            }
        );
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        var tools = await context.NewCDPSessionAsync(page);
        var window = new HallWindow(context, page, tools);
        await window.PlayAsync(machine);
        return window;
    }

    /// <summary>Goes to the hall; from now on the window waits for a table of so many rows.</summary>
    public async Task GoAsync(Uri server, string session, int rows)
    {
        await page.GotoAsync(
            new Uri(server, $"hall/{session}").AbsoluteUri,
            new() { WaitUntil = WaitUntilState.Commit }
        );
        await ExpectAsync(rows);
    }

    /// <summary>Forgets when a table was shown, and waits for the next one; not with the first row of now.</summary>
    public Task ExpectAsync(int rows, bool isAnother = false) =>
        page.EvaluateAsync(
            "([rows, isAnother]) => { felt.wanted = rows; felt.full = 0; "
                + "felt.first = isAnother ? document.querySelector('.bid-row')?.dataset.submission : null; }",
            new object[] { rows, isAnother }
        );

    /// <summary>A hand that scrolls fast: a screen every tenth of a second, from the head of the table on.</summary>
    public Task ScrollAsync(int screens) =>
        page.EvaluateAsync(
            """
            async screens => {
              document.getElementById('bids').scrollIntoView();
              for (let i = 0; i < screens; i++) {
                await new Promise(resolve => setTimeout(resolve, 100));
                scrollBy(0, innerHeight);
              }
            }
            """,
            screens
        );

    public Task SearchAsync(string text) => page.GetByTestId("bid-search").FillAsync(text);

    public Task SortAsync(string testId) => page.GetByTestId(testId).ClickAsync();

    public Task UntilShownAsync() => page.GetByTestId("hall").WaitForAsync();

    /// <summary>When the table was shown, UTC milliseconds.</summary>
    public async Task<double> UntilFullAsync()
    {
        for (var end = Now() + Patience.TotalMilliseconds; ; await Task.Delay(Pause))
        {
            var full = await page.EvaluateAsync<double>("() => felt.full");
            if (full > 0)
                return full;
            if (Now() > end)
                throw CommandException.Refused($"The table was not shown within {Patience.TotalSeconds:0} s.");
        }
    }

    /// <summary>By how many CSS pixels the page is wider than its window.</summary>
    public Task<double> OverflowAsync() =>
        page.EvaluateAsync<double>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>When this page was asked for, UTC milliseconds.</summary>
    public Task<double> BornAsync() => page.EvaluateAsync<double>("() => performance.timeOrigin");

    public static double Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    /// <summary>The longest task that began behind the instant (UTC milliseconds); 0 where none lasted 50 ms.</summary>
    public Task<double> LongestSinceAsync(double since) =>
        page.EvaluateAsync<double>(
            "since => Math.max(0, ...felt.tasks.filter(task => task.at >= since).map(task => task.ms))",
            since
        );

    /// <summary>Seconds that the main thread has worked since the page began.</summary>
    public async Task<double> WorkedAsync()
    {
        var answer = (await tools.SendAsync("Performance.getMetrics"))!.Value;
        return answer
            .GetProperty("metrics")
            .EnumerateArray()
            .Single(metric => metric.GetProperty("name").GetString() == "TaskDuration")
            .GetProperty("value")
            .GetDouble();
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private async Task PlayAsync(Machine machine)
    {
        await SayAsync(machine, (method, args) => tools.SendAsync(method, args));
        await tools.SendAsync("Performance.enable");
        if (machine.Slower > 1)
            await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = machine.Slower });
        tools.Event("Network.dataReceived").OnEvent += (_, told) => Count("Network.dataReceived", told!.Value);
        tools.Event("Network.webSocketFrameReceived").OnEvent += (_, told) =>
            Count("Network.webSocketFrameReceived", told!.Value);
        await PlayWorkersAsync(machine);
    }

    // A worker has a line of its own: it is as slow, and its bytes count. Its processor cannot be slowed.
    private async Task PlayWorkersAsync(Machine machine)
    {
        tools.Event("Target.attachedToTarget").OnEvent += async (_, told) =>
        {
            var worker = told!.Value.GetProperty("sessionId").GetString()!;
            await SayAsync(machine, (method, args) => TellAsync(worker, method, args));
            await TellAsync(worker, "Runtime.runIfWaitingForDebugger", []);
        };
        tools.Event("Target.receivedMessageFromTarget").OnEvent += (_, told) =>
        {
            using var message = JsonDocument.Parse(told!.Value.GetProperty("message").GetString()!);
            if (message.RootElement.TryGetProperty("method", out var method))
                Count(method.GetString()!, message.RootElement.GetProperty("params"));
        };
        await tools.SendAsync(
            "Target.setAutoAttach",
            new()
            {
                ["autoAttach"] = true,
                ["waitForDebuggerOnStart"] = true,
                ["flatten"] = false,
            }
        );
    }

    private Task<JsonElement?> TellAsync(string worker, string method, Dictionary<string, object> args) =>
        tools.SendAsync(
            "Target.sendMessageToTarget",
            new()
            {
                ["sessionId"] = worker,
                ["message"] = JsonSerializer.Serialize(
                    new
                    {
                        id = Interlocked.Increment(ref said),
                        method,
                        @params = args,
                    }
                ),
            }
        );

    private static async Task SayAsync(Machine machine, Func<string, Dictionary<string, object>, Task> say)
    {
        await say("Network.enable", []);
        if (machine.BytesPerSecond > 0)
            await say(
                "Network.emulateNetworkConditions",
                new()
                {
                    ["offline"] = false,
                    ["latency"] = 40,
                    ["downloadThroughput"] = machine.BytesPerSecond,
                    ["uploadThroughput"] = machine.BytesPerSecond,
                }
            );
    }

    private void Count(string method, JsonElement told)
    {
        var length = method switch
        {
            "Network.dataReceived" => told.GetProperty("encodedDataLength").GetInt64(),
            "Network.webSocketFrameReceived" => told.GetProperty("response")
                .GetProperty("payloadData")
                .GetString()!
                .Length,
            _ => 0,
        };
        Interlocked.Add(ref bytes, length);
    }
}
