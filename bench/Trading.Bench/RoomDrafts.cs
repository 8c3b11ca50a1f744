using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Edge.Storage;
using Trading.Server.Rooms;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Bench;

/// <summary>
/// Twelve rooms of nine members, each of whom saves its draft every second: over HTTP to a server that is a process of
/// its own. What a bare SQLite write and flush of the same bytes takes is measured before and after.
/// </summary>
internal sealed class RoomDrafts : IDisposable
{
    private const int Rooms = 12;
    private const int Seats = 9;
    private const int Bids = 30;
    private const int Criteria = 60;
    private const int BareWrites = 200;
    private const int StepBytes = 4_096;
    private readonly string folder;
    private readonly List<RoomScene> scenes = [];
    private readonly byte[] draft;

    private RoomDrafts(string folder)
    {
        this.folder = folder;
        for (var i = 0; i < Rooms; i++)
            scenes.Add(new RoomScene(Bids, Criteria, Seats, "0123456789abcdef"[i]));
        draft = RandomNumberGenerator.GetBytes(SizeOf(scenes[0]));
    }

    /// <param name="server">The server's assembly.</param>
    /// <param name="folder">An empty folder with <c>platform.key</c> and <c>trust.txt</c>.</param>
    /// <param name="seconds">How long members write.</param>
    public static async Task<int> RunAsync(string server, string folder, int seconds)
    {
        using var run = new RoomDrafts(folder);
        await run.PrepareAsync();
        Console.WriteLine(
            $"{Rooms} rooms x {Seats} members save a draft of {run.draft.Length:N0} bytes each second, {seconds} s; "
                + $"{Environment.ProcessorCount} processors, load {LoadOf()} before"
        );
        var bare = run.Bare("before");
        var url = Loopback();
        using var process = Start(server, folder, url);
        try
        {
            var seats = await run.SignInAsync(url);
            var (cpu, watch) = (CpuOf(process), Stopwatch.StartNew());
            var saves = await Task.WhenAll(seats.Select((seat, i) => run.WriteAsync(seat, i, seconds)));
            var busy = (CpuOf(process) - cpu) / watch.Elapsed;
            process.Refresh();
            var memory = process.WorkingSet64 >> 20;
            bare.AddRange(run.Bare("after"));
            return Print([.. saves.SelectMany(s => s.Times)], saves.Sum(s => s.Failed), bare, busy, memory);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        foreach (var key in scenes.SelectMany(s => s.Members))
            key.Dispose();
    }

    // The page's draft (Trading.Web/src/rooms/drafts.ts): cells by bid and item, with a nonce and a tag, in steps.
    private static int SizeOf(RoomScene scene)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var bid in scene.Start.Bids)
            for (var c = 1; c < Criteria; c++)
                cells[$"{bid.Id}/score/c{c}"] = "73.5";
        var plain = JsonSerializer.SerializeToUtf8Bytes(cells).Length + 4 + 12 + 16;
        return (plain + StepBytes - 1) / StepBytes * StepBytes;
    }

    // What members wished until they score, said to desks over the folder that the server finds.
    private async Task PrepareAsync()
    {
        using var data = new DataFolder(Path.Combine(folder, "data"));
        await using var log = new SealedEventLog(
            new SqliteEventLog(data.File("log.db")),
            Suite.P256,
            data.Secret("papers.secret"),
            Names.SheetsStream("")
        );
        var desks = new RoomDesks(log, new SaltedLeaves(Suite.P256, data.Secret("salts.secret")));
        foreach (var scene in scenes)
        foreach (var wish in scene.Wishes)
            if ((await desks.Of(scene.Start.Room).SendAsync(wish)).Refusal is { } no)
                throw new InvalidOperationException($"{wish.GetType().Name}: {no.Detail}");
    }

    private async Task<List<(HttpClient Http, string Path)>> SignInAsync(Uri url)
    {
        var seats = new List<(HttpClient, string)>();
        foreach (var scene in scenes)
        foreach (var key in scene.Members)
        {
            var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
            var challenge = (await AskAsync(http, "api/sign-in/challenge", new { }))
                .GetProperty("challenge")
                .GetBytesFromBase64();
            var signature = key.Sign(Tags.SignIn, challenge);
            var answer = await AskAsync(
                http,
                "api/sign-in/seat",
                new
                {
                    room = scene.Start.Room,
                    challenge,
                    signature,
                }
            );
            var ticket = answer.GetProperty("ticket").GetString();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
            seats.Add((http, $"api/rooms/{scene.Start.Room}/drafts/sheet"));
        }
        return seats;
    }

    // The server builds nothing, but it starts; the first call waits for it.
    private static async Task<JsonElement> AskAsync(HttpClient http, string path, object body)
    {
        for (var tries = 0; ; tries++)
            try
            {
                using var answer = await http.PostAsJsonAsync(path, body);
                answer.EnsureSuccessStatusCode();
                return await answer.Content.ReadFromJsonAsync<JsonElement>();
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(200);
            }
    }

    // Everybody begins at another moment of the second; a save that takes longer than a second makes the next one late.
    private async Task<(List<double> Times, int Failed)> WriteAsync(
        (HttpClient Http, string Path) seat,
        int i,
        int seconds
    )
    {
        var (times, failed, tag) = (new List<double>(), 0, "");
        var begin = Stopwatch.GetTimestamp();
        for (var second = 0; second < seconds; second++)
        {
            var due = TimeSpan.FromSeconds(second + (double)i / (Rooms * Seats)) - Stopwatch.GetElapsedTime(begin);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            using var request = new HttpRequestMessage(HttpMethod.Put, seat.Path)
            {
                Content = new ByteArrayContent(draft),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            if (tag.Length > 0)
                request.Headers.IfMatch.ParseAdd(tag);
            var watch = Stopwatch.StartNew();
            using var answer = await seat.Http.SendAsync(request);
            times.Add(watch.Elapsed.TotalMilliseconds);
            tag = answer.Headers.ETag?.Tag ?? tag;
            if (!answer.IsSuccessStatusCode)
                failed++;
        }
        seat.Http.Dispose();
        return (times, failed);
    }

    private List<double> Bare(string when)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, $"{when}.db")}");
        connection.Open();
        connection.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        connection.Run("CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
        var times = new List<double>();
        for (var i = 0; i < BareWrites; i++)
        {
            var watch = Stopwatch.StartNew();
            connection.Run(
                "INSERT INTO bare (id, body) VALUES ($id, $body) ON CONFLICT (id) DO UPDATE SET body = $body",
                ("$id", i % (Rooms * Seats)),
                ("$body", draft)
            );
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times;
    }

    private static int Print(List<double> saves, int failed, List<double> bare, double busy, long memory)
    {
        saves.Sort();
        bare.Sort();
        string Line(string what, List<double> of) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -32} p50 {At(of, 0.5), 8:F1} ms   p99 {At(of, 0.99), 8:F1} ms   most {of[^1], 8:F1} ms   "
                    + $"{of.Count:N0}"
            );
        Console.WriteLine(Line("a save over HTTP", saves));
        Console.WriteLine(Line("bare SQLite, written and flushed", bare));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ratio: p50 {At(saves, 0.5) / At(bare, 0.5):F2}, p99 {At(saves, 0.99) / At(bare, 0.99):F2}; server: "
                    + $"{busy:P0} of one processor, {memory} MiB; failed {failed}; load {LoadOf()} after"
            )
        );
        return failed == 0 ? 0 : 1;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static string LoadOf() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static Process Start(string server, string folder, Uri url) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    server,
                    "--data",
                    Path.Combine(folder, "data"),
                    "--urls",
                    url.AbsoluteUri,
                    "--trust",
                    Path.Combine(folder, "trust.txt"),
                    "--platform-key",
                    Path.Combine(folder, "platform.key"),
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;

    private static Uri Loopback()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)probe.LocalEndpoint).Port}/");
    }
}
