using System.Security.Cryptography;
using Trading.Rooms.Rooms;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>Rooms as a procedure that time moves.</summary>
public sealed class RoomProcedure(RoomDesks desks, IServiceProvider services) : IProcedure
{
    public string Prefix { get; } = Names.RoomStream("");

    public ValueTask<IReadOnlyList<string>> FindAllAsync() => desks.AllAsync();

    public IDriver DriverOf(string id) => ActivatorUtilities.CreateInstance<RoomDriver>(services, id);
}

/// <summary>
/// Asks <see cref="RoomDue"/> for one room and has it done. There is no other way in which time moves a room. A room is
/// never over for its driver: the supervisor may have its scores reviewed again after the result.
/// </summary>
public sealed class RoomDriver(
    string room,
    RoomDesks desks,
    Heads heads,
    Drafts drafts,
    MaskDesk masks,
    RoomCounter counter,
    Clock clock,
    ILogger<RoomDriver> logger
) : IDriver
{
    private const int SaltBytes = 32;
    private Room? seen;

    /// <summary>Whether nothing can become due any more: the evaluation failed, and its last head is signed.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public async Task<long?> StepAsync()
    {
        var state = await desks.Of(room).ReadAsync();
        var agenda = RoomDue.Of(state, clock.Now);
        foreach (var task in agenda.Tasks)
            await TellAsync(
                task switch
                {
                    RoomTask.Pass => new PassTime(clock.Now),
                    RoomTask.Label when state is Room.Started s => await LabelsAsync(s),
                    RoomTask.Count => await CountAsync(state),
                    _ => throw new InvalidOperationException($"{task.GetType().Name}: work without a way to do it"),
                }
            );
        // A concluded room is asked every second for ever: what has not changed costs no look into the log.
        if (!ReferenceEquals(state, seen))
        {
            await heads.SignStreamAsync(Names.RoomStream(room));
            if (state is Room.Started started)
                drafts.Tidy(started);
        }
        seen = state;
        IsOver = agenda.Tasks.Count == 0 && state is Room.Failed;
        return agenda.NextAt;
    }

    // Looking through documents may take minutes: what has happened is signed before.
    private async Task<RoomCommand> LabelsAsync(Room.Started state)
    {
        await heads.SignStreamAsync(Names.RoomStream(room));
        var found = await masks.LookAsync(state.Facts);
        return new DrawLabels(clock.Now, RandomNumberGenerator.GetBytes(SaltBytes), found);
    }

    // Beside the desk, which answers everybody meanwhile. The salt is the platform's own, and of each count another: a
    // file of few scores could be found from its hash by trying.
    private async Task<CountScores> CountAsync(Room state)
    {
        var wish = new CountScores(clock.Now, RandomNumberGenerator.GetBytes(SaltBytes));
        var made = await counter.CountAsync(state, wish);
        return wish with { Now = clock.Now, Made = made };
    }

    private async Task TellAsync(RoomCommand command)
    {
        var answer = await desks.Of(room).SendAsync(command);
        if (answer.Refusal is { } no)
            logger.LogWarning("Room {Room}: {Reason} by {Rule}: {Detail}", room, no.Reason, no.Rule, no.Detail);
    }
}
