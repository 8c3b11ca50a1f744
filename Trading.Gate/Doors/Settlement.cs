using System.Net;

namespace Trading.Gate.Doors;

/// <summary>
/// Tells the platform what stands in the store, in order, until it has all of it: after an act, and again at every look
/// when something was left. One at a time.
/// </summary>
public sealed class Settlement(OfficeClient platform, GateStore store) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Says what is unsaid. A platform that is away is a <see cref="PlatformException"/> or
    /// <see cref="HttpRequestException"/>; what is left is said later.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            PlatformException? trouble = null;
            foreach (var seat in store.Unsettled())
                trouble = await TryAsync(() => ArriveAsync(seat, stop)) ?? trouble;
            foreach (var saying in store.Unsaid())
                trouble = await TryAsync(() => SayAsync(saying, stop)) ?? trouble;
            if (trouble is not null)
                throw trouble;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    // What the platform refuses of one keeps no other waiting.
    private static async Task<PlatformException?> TryAsync(Func<Task> say)
    {
        try
        {
            await say();
            return null;
        }
        catch (PlatformException no)
        {
            return no;
        }
    }

    private async Task SayAsync(Saying saying, CancellationToken stop) =>
        store.Said(saying, await RefusalOfAsync(saying.Key, saying.Outcome, saying.Signature, stop) is null);

    private async Task ArriveAsync(Seat seat, CancellationToken stop)
    {
        if (seat.Name is null)
        {
            if (await RefusalOfAsync(seat.Key, PositionOutcome.Arrived, seat.Signature, stop) is { } no)
            {
                // Under another signature the platform has this arrival from another desk; else the seat was lost while
                // the record was opened.
                var isLost = no.Reason == nameof(Reason.WrongPhase);
                store.Withdraw(seat, isLost ? DoorReason.NotExpected : DoorReason.AdmittedElsewhere);
                return;
            }
            var (name, number) = NameOf(seat);
            store.Settle(seat, name, number);
        }
        // The last name ends the draw: it waits for what the desk says of whoever attended the opening.
        if (store.FindSeat(seat.Key) is not { Attended: not AttendedState.Asked, Record: { } box })
            return;
        if (PersonSeat.IsPerson(seat.Key.Position))
            await platform.PostAsync(
                seat.Key.Draw,
                "persons",
                RecordBox.Open<PersonRecord>(seat.Key, box, platform.Self),
                stop
            );
        else
            await platform.PostAsync(
                seat.Key.Draw,
                "seats",
                RecordBox.Open<SeatRecord>(seat.Key, box, platform.Self),
                stop
            );
        store.DropRecord(seat.Key);
    }

    private (string Name, string Number) NameOf(Seat seat)
    {
        if (PersonSeat.IsPerson(seat.Key.Position))
            return (RecordBox.Open<PersonRecord>(seat.Key, seat.Record!, platform.Self).Name, "");
        var record = RecordBox.Open<SeatRecord>(seat.Key, seat.Record!, platform.Self);
        return (record.Name, record.Number);
    }

    // Null where the platform has taken it.
    private async Task<PlatformException?> RefusalOfAsync(
        SeatKey key,
        PositionOutcome outcome,
        byte[] signature,
        CancellationToken stop
    )
    {
        try
        {
            var said = new Said(key.Statement(outcome).ToBytes(), signature);
            await platform.PostAsync(key.Draw, "arrivals", said, stop);
            return null;
        }
        catch (PlatformException no) when (no.Status is HttpStatusCode.Conflict)
        {
            return no;
        }
    }
}
