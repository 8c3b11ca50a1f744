using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.LoadTests;

/// <summary>The platform said no to a seat: why, and what it may do instead.</summary>
internal sealed class SeatRefusal(string reason, string nextStep, string detail) : IOException(detail)
{
    public string Reason { get; } = reason;

    public string NextStep { get; } = nextStep;
}

/// <summary>The browser at a seat, as a rehearsal plays it: own key, own sign-in, papers and acts.</summary>
internal sealed class SeatClient(Uri server, string room, int seat) : IDisposable
{
    private readonly SigningKey key = SigningKey.Generate(Suite.P256);
    private readonly HttpClient http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };

    public int Seat => seat;

    public byte[] PublicPoint => key.PublicPoint;

    /// <summary>Signs in, once the gate has certified the key and the seat is taken.</summary>
    public async Task SignInAsync(CancellationToken cancel)
    {
        var asked = await PostAsync("api/sign-in/challenge", new { }, cancel);
        var challenge = asked.GetProperty("challenge").GetBytesFromBase64();
        var answer = await PostAsync(
            "api/sign-in/seat",
            new
            {
                room,
                challenge,
                signature = key.Sign(Tags.SignIn, challenge),
            },
            cancel
        );
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("ticket").GetString()
        );
    }

    /// <summary>Declares something; what a kind does not use is empty or 0.</summary>
    public Task ActAsync(
        RoomActKind kind,
        CancellationToken cancel,
        int of = 0,
        string subject = "",
        byte choice = 0,
        long after = 0,
        string text = "",
        string item = "",
        long before = 0
    )
    {
        var by = RoomAct.OfSeat(seat);
        var act = new RoomAct(kind, room, by, subject, item, choice, of, before, after, text, Nonce()).ToBytes();
        return SayAsync("acts", Tags.RoomAct, act, cancel);
    }

    /// <summary>Hands in a review.</summary>
    public Task ReviewAsync(ItemStage stage, string bid, IReadOnlyList<ReviewMark> marks, CancellationToken cancel) =>
        SayAsync("reviews", Tags.RoomReview, new ReviewPaper(room, seat, stage, bid, marks, Nonce()).ToBytes(), cancel);

    /// <summary>Hands in the score sheet.</summary>
    public Task ScoreAsync(IReadOnlyList<SheetBid> bids, CancellationToken cancel) =>
        SayAsync("sheets", Tags.RoomSheet, new SheetPaper(room, seat, bids, Nonce()).ToBytes(), cancel);

    /// <summary>Ids of the masked bids, in the order of their labels; none before there are labels.</summary>
    public async Task<IReadOnlyList<string>> LabelsAsync(CancellationToken cancel)
    {
        var path = $"api/rooms/{room}/masked";
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        var view = await ReadAsync(path, answer, cancel);
        return [.. view.GetProperty("bids").EnumerateArray().Select(bid => bid.GetProperty("bid").GetString()!)];
    }

    /// <summary>What is said and decided in the room, from a height on, as far as one answer holds it.</summary>
    public Task<IReadOnlyList<RoomEvent>> HearAsync(long from, CancellationToken cancel) =>
        EventsAsync("supervised", from, cancel);

    /// <summary>Score sheets that this seat may read, from a height on, as far as one answer holds them.</summary>
    public Task<IReadOnlyList<RoomEvent>> SheetsAsync(long from, CancellationToken cancel) =>
        EventsAsync("sheets", from, cancel);

    /// <summary>What a seat may know while bids are masked (docs/spec/http.md).</summary>
    public async Task<JsonElement> MaskedAsync(CancellationToken cancel)
    {
        var path = $"api/rooms/{room}/masked";
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        return await ReadAsync(path, answer, cancel);
    }

    /// <summary>What this seat may read of papers.</summary>
    public Task<string> PapersAsync(CancellationToken cancel) =>
        http.GetStringAsync(new Uri($"api/rooms/{room}/sheets", UriKind.Relative), cancel);

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }

    private async Task<IReadOnlyList<RoomEvent>> EventsAsync(string stream, long from, CancellationToken cancel)
    {
        var path = FormattableString.Invariant($"api/rooms/{room}/{stream}?from={from}");
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        var page = await ReadAsync(path, answer, cancel);
        return
        [
            .. page.GetProperty("events")
                .EnumerateArray()
                .Select(e => RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(e.GetProperty("e").GetString()!))),
        ];
    }

    private Task<JsonElement> SayAsync(string where, string tag, byte[] statement, CancellationToken cancel) =>
        PostAsync($"api/rooms/{room}/{where}", new { statement, signature = key.Sign(tag, statement) }, cancel);

    private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        return await ReadAsync(path, answer, cancel);
    }

    private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.IsSuccessStatusCode)
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        var what = $"{path.Split('/')[^1]}: {(int)answer.StatusCode} {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            throw new InvalidDataException(what);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        throw new SeatRefusal(WordOf(problem, "reason"), WordOf(problem, "nextStep"), what);
    }

    private static string WordOf(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";

    private static byte[] Nonce() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(Act.NonceBytes);
}
