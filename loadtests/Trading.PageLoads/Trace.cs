using System.Text.Json;
using Microsoft.Playwright;

namespace Trading.PageLoads;

/// <summary>
/// What the browser did, as its own tools show it: a file for the page of traces. Taking it costs the page a little, so
/// figures beside one are no figures.
/// </summary>
internal sealed class Trace : IAsyncDisposable
{
    private const string Categories =
        "-*,devtools.timeline,disabled-by-default-devtools.timeline,disabled-by-default-v8.cpu_profiler,toplevel,v8";
    private readonly ICDPSession tools;
    private readonly string file;
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Trace(ICDPSession tools, string file) => (this.tools, this.file) = (tools, file);

    /// <summary>Begins a trace of the whole browser, which is written when it is disposed.</summary>
    public static async Task<Trace> BeginAsync(IBrowser browser, string file)
    {
        var trace = new Trace(await browser.NewBrowserCDPSessionAsync(), file);
        trace.tools.Event("Tracing.tracingComplete").OnEvent += (_, told) =>
            trace.ended.TrySetResult(told!.Value.GetProperty("stream").GetString()!);
        await trace.tools.SendAsync(
            "Tracing.start",
            new()
            {
                ["transferMode"] = "ReturnAsStream",
                ["traceConfig"] = new { includedCategories = Categories.Split(','), recordMode = "recordContinuously" },
            }
        );
        return trace;
    }

    public async ValueTask DisposeAsync()
    {
        await tools.SendAsync("Tracing.end");
        var stream = await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await using var target = File.Create(file);
        for (var isOver = false; !isOver; )
        {
            var part = (await tools.SendAsync("IO.read", new() { ["handle"] = stream }))!.Value;
            var data = part.GetProperty("data").GetString()!;
            await target.WriteAsync(
                part.TryGetProperty("base64Encoded", out var coded) && coded.ValueKind == JsonValueKind.True
                    ? Convert.FromBase64String(data)
                    : System.Text.Encoding.UTF8.GetBytes(data)
            );
            isOver = part.GetProperty("eof").GetBoolean();
        }
        await tools.DetachAsync();
    }
}
