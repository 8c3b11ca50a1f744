using System.Diagnostics;
using System.Globalization;

namespace Trading.Bench;

/// <summary>A server process and its clients on this machine.</summary>
internal sealed class FeedCrowd : IDisposable
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process server;
    private readonly HttpClient http;
    private readonly Uri address;
    private readonly List<FeedClient> clients = [];
    private readonly CountdownEvent waiting = new(1);
    private long published;

    private FeedCrowd(Process server, Uri address) =>
        (this.server, this.address, http) = (
            server,
            address,
            new HttpClient { BaseAddress = address, Timeout = Patience }
        );

    public int Count => clients.Count;

    /// <summary>Starts the server and lets everybody join.</summary>
    /// <param name="kind"><c>ours</c> or <c>bare</c>.</param>
    /// <param name="count">How many clients.</param>
    /// <param name="sendBufferBytes">The server's socket buffers; 0 leaves them to the system.</param>
    public static async Task<FeedCrowd> GatherAsync(string kind, int count, int sendBufferBytes = 0)
    {
        var server = Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath!,
                [.. Self(), "--feed-server", kind, sendBufferBytes.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (!server.HasExited)
                server.Kill();
        };
        var address =
            await server.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"the server {kind} ended at once");
        var crowd = new FeedCrowd(server, new Uri(address));
        for (var i = 0; i < count; i++)
        {
            var first = i == 0;
            crowd.clients.Add(new FeedClient(crowd.Counted, first));
        }
        foreach (var some in crowd.clients.Chunk(AtOnce))
            await Task.WhenAll(some.Select(client => client.JoinAsync(crowd.address)));
        await crowd.PublishAsync(1, 300); // everybody has joined when everybody has seen this one
        return crowd;
    }

    /// <summary>Publishes so many events and returns when every client has them all.</summary>
    public async Task PublishAsync(int count, int bytes)
    {
        Interlocked.Add(ref published, count);
        waiting.Reset(clients.Count);
        var answer = http.PostAsync(new Uri($"/publish?count={count}&bytes={bytes}", UriKind.Relative), null);
        if (!await Task.Run(() => waiting.Wait(Patience)))
            throw new TimeoutException($"{waiting.CurrentCount} of {clients.Count} clients did not get {count} events");
        (await answer).EnsureSuccessStatusCode();
    }

    /// <summary>Events one by one at a steady pace.</summary>
    public async Task PaceAsync(int count, int perSecond, int bytes)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        for (var i = 0; i < count; i++)
        {
            await PublishAsync(1, bytes);
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Processor time of the server so far, in microseconds.</summary>
    public async Task<double> ProcessorAsync() =>
        double.Parse(await http.GetStringAsync(new Uri("/cpu", UriKind.Relative)), CultureInfo.InvariantCulture);

    /// <summary>Somebody who joins and never reads.</summary>
    public async Task<FeedClient> AddDeafAsync()
    {
        var deaf = new FeedClient(_ => { }, reads: false);
        await deaf.JoinAsync(address, deaf: true);
        return deaf;
    }

    public void Dispose()
    {
        foreach (var client in clients)
            client.Dispose();
        if (!server.HasExited)
            server.Kill();
        server.Dispose();
        http.Dispose();
        waiting.Dispose();
    }

    // A client that reaches the number says so once; it cannot reach it twice, and nothing is published before all
    // have.
    private void Counted(long seen)
    {
        var target = Interlocked.Read(ref published);
        if (seen == target)
            waiting.Signal();
        else if (seen > target)
            throw new InvalidOperationException("a client got more events than there are");
    }

    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(FeedCrowd).Assembly.Location]
            : [];
}
