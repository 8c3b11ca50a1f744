using Trading.Gate.Identity;

namespace Trading.Gate.Doors;

/// <summary>What somebody shows at the door.</summary>
/// <param name="Draw">The draw.</param>
/// <param name="Id">The identity number on the card.</param>
/// <param name="Digits">12 digits, blanks and hyphens between them.</param>
/// <param name="Looked">Whether the desk's person looked at card and face.</param>
public sealed record Shown(string Draw, string Id, string Digits, bool Looked)
{
    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"Shown {Draw}";
}

/// <summary>What somebody shows who is expected by name: no number and no code.</summary>
/// <param name="Draw">The draw.</param>
/// <param name="Id">The identity number on the card.</param>
/// <param name="Name">The name as the desk read it from the card.</param>
/// <param name="Looked">Whether the desk's person looked at card and face.</param>
public sealed record ShownCard(string Draw, string Id, string Name, bool Looked)
{
    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"ShownCard {Draw}";
}

/// <summary>
/// Admits people, one after the other: identity, `presented`, the trustees' shares, the record, `arrived`. Identity
/// number and code stay in memory until it is over. Source: docs/spec/gate.md, "Arrival".
/// </summary>
public sealed class GateDesk(
    OfficeClient platform,
    OpenDoors doors,
    GateStore store,
    Settlement settlement,
    GatePlace place,
    ILogger<GateDesk> logger,
    IdentityClient? device = null
) : IDisposable
{
    private const int PositionDigits = 4;
    private const int CodeDigits = 8;
    private const int Nobody = -1;
    private readonly Lock turn = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Queue<PresentationView> over = new();
    private Presentation? current;

    /// <summary>How long trustees are waited for.</summary>
    public TimeSpan Waiting { get; init; } = GateLimits.Waiting;

    /// <summary>Whether a device asks who somebody is.</summary>
    public bool HasDevice => device is not null;

    /// <summary>Begins; what follows is asked by <see cref="Find"/>.</summary>
    public (PresentationView? View, DoorReason? Refused) Present(Shown shown, string desk)
    {
        if (doors.Find(shown.Draw) is not { } door)
            return (null, DoorReason.NotOpen);
        if (!place.IsHere(door.Request.Place))
            return (null, DoorReason.WrongPlace);
        if (!ResidentId.IsValid(shown.Id) || DigitsOf(shown.Digits) is not { } digits)
            return (null, DoorReason.Malformed);
        var key = door.Seat(int.Parse(digits[..PositionDigits], System.Globalization.CultureInfo.InvariantCulture));
        if (device is null && !shown.Looked)
            return (null, DoorReason.NobodyLooked);
        if (store.IsTried(key, desk))
            return Refuse(key with { Position = Nobody }, DoorReason.TooManyTries, desk);
        var code = digits[PositionDigits..];
        if (store.FindSeat(key) is not { } seat)
            return Begin(new Presentation(door, key, shown.Id, code, shown.Looked, desk));
        if (ShownMark.Belongs(seat, shown.Id, code, platform.Self))
            return Refuse(key, DoorReason.AlreadyArrived, desk);
        // A slip of the tongue is no alarm; and it counts, or somebody with a card could try codes here for ever.
        store.Try(key.Draw, key.Position, desk);
        return Refuse(key with { Position = Nobody }, DoorReason.WrongCode, desk);
    }

    /// <summary>The same for whoever is named by a hash: the card alone says whether there is a seat.</summary>
    public (PresentationView? View, DoorReason? Refused) Receive(ShownCard shown, string desk)
    {
        if (doors.Find(shown.Draw) is not { Persons: { } persons } door)
            return (null, DoorReason.NotOpen);
        if (!place.IsHere(door.Request.Place))
            return (null, DoorReason.WrongPlace);
        if (!ResidentId.IsValid(shown.Id) || !PersonNaming.IsName(shown.Name))
            return (null, DoorReason.Malformed);
        if (device is null && !shown.Looked)
            return (null, DoorReason.NobodyLooked);
        // Who is expected is said after the card was looked at, and not before: nobody yet.
        var key = door.Seat(persons.Find(Suite.Find(door.Request.Suite)!, shown.Id)?.Number ?? Nobody);
        if (store.Tries(shown.Draw, Nobody, desk).Desk >= GateLimits.TriesOfDesk)
            return Refuse(key with { Position = Nobody }, DoorReason.TooManyTries, desk);
        return Begin(
            new Presentation(door, key, shown.Id, "", shown.Looked, desk) { Typed = shown.Name, IsPerson = true }
        );
    }

    private (PresentationView? View, DoorReason? Refused) Begin(Presentation presentation)
    {
        presentation.Show(PresentationState.Checking);
        lock (turn)
        {
            if (current is { View.State: PresentationState.Checking or PresentationState.Waiting })
                return (null, DoorReason.Busy);
            Keep(current?.View);
            current = presentation;
        }
        _ = AdmitAsync(presentation);
        return (presentation.View, null);
    }

    /// <summary>
    /// How far it is; null where there is no such presentation any more. What became of one is still told when the
    /// next one stands at another desk.
    /// </summary>
    public PresentationView? Find(string name)
    {
        lock (turn)
            return current?.Name == name ? current.View : over.FirstOrDefault(view => view.Id == name);
    }

    /// <summary>Trustees' answers came: opens what is waited for, and leaves everything else.</summary>
    public async Task UnsealAsync(string draw, UnsealTask task, CancellationToken ended)
    {
        Presentation? waiting;
        lock (turn)
            waiting = current;
        if (
            waiting is not { View.State: PresentationState.Waiting, Secrets: { } secrets }
            || waiting.Key != new SeatKey(draw, task.Root, task.K, task.Position)
            || waiting.Door.Names is not { } names
            || await doors.PositionAsync(waiting.Door, task.Position, ended) is not { } position
        )
            return;
        var hash = waiting.Door.Request.Hash();
        var shared = RecordShares.Combine(
            OpenRecord.Opening(names, hash, task.Root, RecordKind.Name, position),
            names,
            RecordKind.Name,
            task.Position,
            platform.Self.StaticKey,
            task.Shares.Select(share => share.Body),
            Entropy.System
        );
        if (shared is { } point)
            waiting.Open(OpenRecord.Name(names, hash, position, point, secrets.Code, secrets.Id));
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private void Keep(PresentationView? done)
    {
        if (done is not null)
            over.Enqueue(done);
        if (over.Count > GateLimits.Presentations)
            over.Dequeue();
    }

    private async Task AdmitAsync(Presentation presentation)
    {
        await Task.Yield();
        try
        {
            var refused = presentation.IsPerson
                ? await TryReceiveAsync(presentation)
                : await TryAdmitAsync(presentation);
            presentation.Forget();
            if (refused is not { } reason)
                return;
            store.Note(
                presentation.Key.Draw,
                presentation.Key.K,
                presentation.Proven,
                "refused",
                reason.ToString(),
                presentation.By
            );
            presentation.Show(PresentationState.Refused, reason);
        }
        catch (Exception trouble)
        {
            // Whatever it was, the next one at the door is served; the log gets no message, which may tell of a person.
            presentation.Forget();
            if (trouble is not (PlatformException or HttpRequestException or OperationCanceledException))
                logger.LogError("An arrival failed: {Failure}", trouble.GetType().Name);
            presentation.Show(PresentationState.Refused, DoorReason.PlatformAway);
        }
    }

    // Null where the person is in.
    private async Task<DoorReason?> TryAdmitAsync(Presentation presentation)
    {
        if (await LookAsync(presentation) is { } stranger)
            return stranger;
        if (await IsExpectedAsync(presentation) is { } unexpected)
            return unexpected;
        presentation.Show(PresentationState.Waiting);
        // Counted as wrong before it is opened: a process that ends in between gives no try away.
        var attempt = store.Try(presentation.Key.Draw, presentation.Key.Position, presentation.By);
        try
        {
            if (await presentation.Opened.WaitAsync(Waiting, stop.Token) is not { } record)
            {
                await FreeAsync(presentation.Key);
                return DoorReason.WrongCode;
            }
            store.TakeBack(attempt);
            presentation.IsOpened = true;
            var (key, (id, code)) = (presentation.Key, presentation.Secrets!.Value);
            return await ArriveAsync(
                presentation,
                record.Name,
                RecordBox.Seal(SeatRecord.Of(key.Position, record), key, platform.Self),
                ShownMark.Of(key, id, code, platform.Self)
            );
        }
        catch (TimeoutException)
        {
            store.TakeBack(attempt);
            await FreeAsync(presentation.Key);
            return DoorReason.NoAnswer;
        }
    }

    // Null where the person is in.
    private async Task<DoorReason?> TryReceiveAsync(Presentation presentation)
    {
        if (await LookAsync(presentation) is { } stranger)
            return stranger;
        // Who tries cards would learn who sits: each is counted until it has a seat.
        var attempt = store.Try(presentation.Key.Draw, Nobody, presentation.By);
        if (!PersonSeat.IsPerson(presentation.Key.Position))
            return DoorReason.NotExpected;
        store.TakeBack(attempt);
        if (store.FindSeat(presentation.Key) is not null)
            return DoorReason.AlreadyArrived;
        var (key, id) = (presentation.Key, presentation.Secrets!.Value.Id);
        var record = PersonRecord.Of(key, presentation.Typed, id, platform.Self);
        return await ArriveAsync(presentation, presentation.Typed, RecordBox.Seal(record, key, platform.Self));
    }

    // The next one need not wait for a minute. A platform that does not hear it frees the door by its own clock.
    private async Task FreeAsync(SeatKey key)
    {
        var statement = key.Statement(PositionOutcome.Unopened);
        try
        {
            var said = new Said(statement.ToBytes(), statement.Sign(platform.Self.SigningKey));
            await platform.PostAsync(key.Draw, "arrivals", said, stop.Token);
        }
        catch (Exception away) when (away is PlatformException or HttpRequestException)
        {
            logger.LogInformation("Draw {Draw}: the door was not freed", key.Draw);
        }
    }

    private async Task<DoorReason?> LookAsync(Presentation presentation)
    {
        var how = "looked";
        if (device is not null)
        {
            var answer = await device.AskAsync(presentation.Name, presentation.Secrets!.Value.Id, stop.Token);
            if (answer == CheckAnswer.No)
                return DoorReason.NotThePerson;
            if (answer == CheckAnswer.Away && !presentation.Looked)
                return DoorReason.DeviceAway;
            how = answer == CheckAnswer.Yes ? "device" : "looked-device-away";
        }
        var key = presentation.Key;
        store.Note(key.Draw, key.K, presentation.Proven, "presented", how, presentation.By);
        return null;
    }

    private async Task<DoorReason?> IsExpectedAsync(Presentation presentation)
    {
        var key = presentation.Key;
        var statement = key.Statement(PositionOutcome.Presented);
        try
        {
            var signature = store.Presented(key, statement.Sign(platform.Self.SigningKey));
            await platform.PostAsync(key.Draw, "arrivals", new Said(statement.ToBytes(), signature), stop.Token);
            return null;
        }
        catch (PlatformException no) when (!no.MayPass)
        {
            if (no.Reason == nameof(Reason.TooEarly))
                return DoorReason.Busy;
            if (no.Reason != nameof(Reason.Conflict))
                return DoorReason.NotOpen;
            // Who tries numbers would learn which positions sit.
            store.Try(key.Draw, key.Position, presentation.By);
            return DoorReason.NotExpected;
        }
    }

    private async Task<DoorReason?> ArriveAsync(
        Presentation presentation,
        string name,
        byte[] record,
        byte[]? shown = null
    )
    {
        var key = presentation.Key;
        var signature = key.Statement(PositionOutcome.Arrived).Sign(platform.Self.SigningKey);
        var attended = presentation.Door.HasAttended(name) ? AttendedState.Asked : AttendedState.Nobody;
        store.Open(key, signature, record, presentation.By, attended, shown);
        try
        {
            await settlement.SettleAsync(stop.Token);
        }
        catch (Exception away) when (away is PlatformException or HttpRequestException)
        {
            // What is left of it is said at the next look; whether this person is in stands in the store.
        }
        switch (store.FindSeat(key))
        {
            case null:
                presentation.Show(PresentationState.Refused, store.WhyWithdrawn(key));
                return null;
            case { Name: null }:
                return DoorReason.PlatformAway;
            default:
                presentation.Show(PresentationState.Arrived, name: name, isAsked: attended == AttendedState.Asked);
                return null;
        }
    }

    private (PresentationView?, DoorReason?) Refuse(SeatKey key, DoorReason reason, string desk)
    {
        store.Note(key.Draw, key.K, key.Position, "refused", reason.ToString(), desk);
        return (null, reason);
    }

    private static string? DigitsOf(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.Length == PositionDigits + CodeDigits && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}

/// <summary>A statement of the gate.</summary>
internal sealed record Said(byte[] Statement, byte[] Signature);

/// <summary>Where this gate is: draws that report elsewhere are shown and not admitted. Empty: everywhere.</summary>
public sealed record GatePlace(string Name)
{
    public bool IsHere(string place) => Name.Length == 0 || Name == place;
}
