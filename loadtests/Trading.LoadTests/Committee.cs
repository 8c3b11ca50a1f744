using System.Text;
using System.Text.Json;
using Trading.Cli;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Scoring;

namespace Trading.LoadTests;

/// <summary>
/// Members of a room whom nobody is: they sit down by the gate and do what is due until the room is over. Drill and
/// demo play the same ones, each at its own pace; other seats may be a person's.
/// </summary>
internal sealed class Committee : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    // The gate looks once a second, and a number that it does not know yet counts as a wrong try.
    private static readonly TimeSpan GatePause = TimeSpan.FromSeconds(3);
    private readonly ApiClient api;
    private readonly RoomStart start;
    private readonly TimeSpan pause;
    private readonly List<(SeatClient Client, Member Member)> seats;
    private readonly HashSet<int> certified = [];

    /// <param name="api">The platform.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="room">The room that was started.</param>
    /// <param name="played">Numbers of the seats that are played; the others are a person's.</param>
    /// <param name="pause">What passes between two acts of a member.</param>
    /// <param name="isAtOdds">Whether these members read facts in another way than the others.</param>
    public Committee(
        ApiClient api,
        Uri server,
        RoomFacts room,
        IEnumerable<int> played,
        TimeSpan pause,
        bool isAtOdds = false
    )
    {
        (this.api, start, this.pause) = (api, room.Start, pause);
        var terms = Scorer.Read(room.Terms).Tender ?? throw new InvalidDataException("the terms cannot be read");
        seats =
        [
            .. played
                .Select(seat => new SeatClient(server, start.Room, seat))
                .Select(client =>
                    (client, new Member(client, room, terms, favourite: 1, pause) { IsAtOdds = isAtOdds })
                ),
        ];
    }

    /// <summary>Hears of every sheet that was handed in; it is awaited before the member goes on.</summary>
    public Func<SeatClient, Task> OnSheet { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Hears what went wrong at a seat, which goes on. Unless somebody listens, it is thrown.</summary>
    public Action<string>? OnTrouble { get; init; }

    /// <summary>The facts of a room by its public stream; null while nobody has started it.</summary>
    public static async Task<RoomFacts?> FindAsync(ApiClient api, string room, CancellationToken cancel)
    {
        FeedPage page;
        try
        {
            page = await api.FeedAsync(Names.RoomStream(room), -1, cancel);
        }
        catch (ApiException no) when (no.Reason == "NotFound")
        {
            return null;
        }
        return
            page.Events is [{ E: var first }, ..]
            && RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(first)) is EvaluationStarted started
            ? RoomFacts.Of(started)
            : null;
    }

    /// <summary>All keys are made, and certified by a desk at the gate. May be said again after a failure.</summary>
    public async Task SitAsync(Func<CancellationToken, Task<GateDoor>> enter, CancellationToken cancel)
    {
        var numbers = new List<string>();
        foreach (var (client, _) in seats)
            numbers.Add(await api.SeatKeyAsync(start.Room, client.PublicPoint, cancel));
        await Task.Delay(GatePause, cancel);
        using var door = await enter(cancel);
        for (var i = 0; i < seats.Count; i++)
        {
            var seat = seats[i].Client.Seat;
            if (certified.Contains(seat))
                continue;
            await door.CertifyAsync(start.Draw, start.Seats[seat - 1].Position, numbers[i], cancel);
            certified.Add(seat);
            await Task.Delay(pause, cancel);
        }
    }

    /// <summary>Everybody does what is due until the room is over; what it came to.</summary>
    public async Task<JsonElement> PlayAsync(CancellationToken cancel)
    {
        await Task.WhenAll(seats.Select(seat => PlayAsync(seat.Client, seat.Member, cancel)));
        for (; ; await Task.Delay(Look, cancel))
            if (await api.RoomAsync(start.Room, cancel) is var room && IsOver(room))
                return room;
    }

    public void Dispose()
    {
        foreach (var (client, _) in seats)
            client.Dispose();
    }

    /// <summary>Whether nobody does anything any more.</summary>
    public static bool IsOver(JsonElement room) => room.GetProperty("phase").GetString() is "Concluded" or "Failed";

    private async Task PlayAsync(SeatClient client, Member member, CancellationToken cancel)
    {
        for (var isSignedIn = false; ; await Task.Delay(Look, cancel))
            try
            {
                var room = await api.RoomAsync(start.Room, cancel);
                if (IsOver(room))
                    return;
                var stage = Enum.Parse<RoomStage>(room.GetProperty("stage").GetString()!);
                // While a seat is empty, or everything is sealed, nothing is due.
                if (stage == RoomStage.Seating || room.GetProperty("phase").GetString() != "Sitting")
                    continue;
                if (!isSignedIn)
                    await client.SignInAsync(cancel);
                isSignedIn = true;
                await member.StepAsync(stage, () => OnSheet(client), cancel);
                await Task.Delay(pause, cancel);
            }
            catch (SeatRefusal no) when (OnTrouble is { } told)
            {
                told($"seat {client.Seat}: {no.Message}");
                // A ticket that ended is asked for again; whoever had to go is given none.
                if (no.Reason is "NotSignedIn" or "NotAllowed" && !await IsSeatedAsync(client, cancel))
                    return;
                await Task.Delay(pause, cancel);
            }
            catch (Exception problem)
                when (OnTrouble is not null && Steady.IsPassing(problem) && !cancel.IsCancellationRequested)
            {
                OnTrouble($"seat {client.Seat}: {problem.Message}");
                await Task.Delay(pause, cancel);
            }
    }

    private static async Task<bool> IsSeatedAsync(SeatClient client, CancellationToken cancel)
    {
        try
        {
            await client.SignInAsync(cancel);
            return true;
        }
        catch (SeatRefusal)
        {
            return false;
        }
    }
}
