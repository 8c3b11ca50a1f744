using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.LoadTests;

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

    /// <summary>Declares something.</summary>
    public Task ActAsync(RoomActKind kind, CancellationToken cancel, int of = 0, string subject = "", byte choice = 0)
    {
        var act = new RoomAct(kind, room, RoomAct.OfSeat(seat), subject, "", choice, of, 0, 0, "", Nonce()).ToBytes();
        return PostAsync(
            $"api/rooms/{room}/acts",
            new { statement = act, signature = key.Sign(Tags.RoomAct, act) },
            cancel
        );
    }

    /// <summary>Hands in a review in which the bid passes every item.</summary>
    public Task ReviewAsync(
        RoomStart start,
        string bid,
        CancellationToken cancel,
        ItemStage stage = ItemStage.Compliance
    )
    {
        var marks = start.ItemsOf(stage).Select(i => new ReviewMark(i.Id, true, "")).ToList();
        var paper = new ReviewPaper(room, seat, stage, bid, marks, Nonce()).ToBytes();
        return PostAsync(
            $"api/rooms/{room}/reviews",
            new { statement = paper, signature = key.Sign(Tags.RoomReview, paper) },
            cancel
        );
    }

    /// <summary>Hands in the score sheet.</summary>
    public Task ScoreAsync(IReadOnlyList<SheetBid> bids, CancellationToken cancel)
    {
        var paper = new SheetPaper(room, seat, bids, Nonce()).ToBytes();
        return PostAsync(
            $"api/rooms/{room}/sheets",
            new { statement = paper, signature = key.Sign(Tags.RoomSheet, paper) },
            cancel
        );
    }

    /// <summary>What this seat may read of papers.</summary>
    public Task<string> PapersAsync(CancellationToken cancel) =>
        http.GetStringAsync(new Uri($"api/rooms/{room}/sheets", UriKind.Relative), cancel);

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }

    private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidDataException($"{path.Split('/')[^1]}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static byte[] Nonce() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(Act.NonceBytes);
}
