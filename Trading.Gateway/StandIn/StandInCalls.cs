using Trading.Gateway.Providers;

namespace Trading.Gateway.StandIn;

/// <summary>What the person at the invented telephone does.</summary>
public enum Behaviour
{
    /// <summary>Takes the call and presses 1.</summary>
    Confirm,

    /// <summary>Takes the call and presses 2.</summary>
    Decline,

    /// <summary>Takes the call, presses 3, hears it again, then presses 1.</summary>
    Repeat,

    /// <summary>Takes no call.</summary>
    Silence,

    /// <summary>The provider rings nobody: each call fails.</summary>
    Failure,

    /// <summary>The provider answers nothing but 503.</summary>
    Down,
}

/// <summary>
/// A call as the stand-in's page shows it: in real life this is a telephone that rings, and gets a message with the
/// link where there is one. <c>Settled</c> is what is read since the expert answered elsewhere, <c>Off</c> the message
/// that nobody is needed any more.
/// </summary>
public sealed record StandInCall(
    string Id,
    string Number,
    string Text,
    string Language,
    CallState State,
    CallAnswer? Answer,
    int Readings,
    bool IsSteered,
    string? Link,
    string? Settled,
    string? Off,
    long At
);

/// <summary>
/// Telephones that ring in memory, and in a file where one is given. A call rings for a while; then it goes as its
/// telephone behaves, unless somebody has pressed a key.
/// </summary>
public sealed class StandInCalls
{
    private readonly Clock clock;
    private readonly TimeSpan ringing;
    private readonly StandInFile? file;
    private readonly Lock door = new();
    private readonly Dictionary<string, Telephone> calls = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <param name="clock">Says when a call stops ringing.</param>
    /// <param name="behaviour">How telephones behave that nobody touches.</param>
    /// <param name="ringing">How long a call rings.</param>
    /// <param name="file">Outlives the process; null: nothing does.</param>
    public StandInCalls(Clock clock, Behaviour behaviour, TimeSpan ringing, StandInFile? file = null)
    {
        (this.clock, this.ringing, this.file, Behaviour) = (clock, ringing, file, behaviour);
        foreach (var call in file?.Read() ?? [])
        {
            calls.Add(call.Request.Id, call);
            order.Add(call.Request.Id);
        }
    }

    /// <summary>How telephones behave that nobody touches.</summary>
    public Behaviour Behaviour { get; set; }

    /// <summary>A call; the same id again is the same call. False for another call under an id that is taken.</summary>
    public bool TryPlace(CallRequest request)
    {
        lock (door)
        {
            if (calls.TryGetValue(request.Id, out var known))
                return known.Request == request;
            var now = clock.Now;
            var call = new Telephone(request, now, now + (long)ringing.TotalMicroseconds);
            calls.Add(request.Id, call);
            order.Add(request.Id);
            Keep(call);
            return true;
        }
    }

    public StandInCall? Find(string id)
    {
        lock (door)
            return calls.TryGetValue(id, out var call) ? Now(call) : null;
    }

    public IReadOnlyList<StandInCall> List()
    {
        lock (door)
            return [.. order.Select(id => Now(calls[id]))];
    }

    /// <summary>Somebody does this with one telephone; false where there is no such call or it is over.</summary>
    public bool TrySteer(string id, Behaviour act)
    {
        lock (door)
        {
            if (!calls.TryGetValue(id, out var call))
                return false;
            if ((call.Told ?? call.Off) is not null)
                return false;
            if (Now(call) is { State: CallState.NoAnswer or CallState.Failed } or { Answer: not null })
                return false;
            if (act == Behaviour.Repeat)
                call.Readings++;
            call.Steered = act;
            Keep(call);
            return true;
        }
    }

    /// <summary>The expert answered elsewhere: keys count no more. False where there is no such call.</summary>
    public bool TrySettle(string id, string text)
    {
        lock (door)
        {
            if (!calls.TryGetValue(id, out var call))
                return false;
            call.Told = text;
            Keep(call);
            return true;
        }
    }

    /// <summary>The expert is not needed any more: keys count no more. False where there is no such call.</summary>
    public bool TryCallOff(string id, string text)
    {
        lock (door)
        {
            if (!calls.TryGetValue(id, out var call))
                return false;
            call.Off = text;
            Keep(call);
            return true;
        }
    }

    private StandInCall Now(Telephone call)
    {
        if ((call.Steered, call.Settled, call.Told, call.Off) is (null, null, null, null))
            if (clock.Now >= call.RingsUntil)
            {
                call.Settled = Behaviour;
                Keep(call);
            }
        var (state, answer) = (call.Steered ?? call.Settled) switch
        {
            null => (CallState.Ringing, (CallAnswer?)null),
            Behaviour.Confirm => (CallState.Answered, CallAnswer.Confirm),
            Behaviour.Decline => (CallState.Answered, CallAnswer.Decline),
            Behaviour.Repeat when call.Steered is not null => (CallState.Answered, null),
            Behaviour.Repeat => (CallState.Answered, CallAnswer.Confirm),
            Behaviour.Silence => (CallState.NoAnswer, null),
            _ => (CallState.Failed, null),
        };
        var (id, number, text, language, link) = call.Request;
        var readings = call.Readings + (call.Settled == Behaviour.Repeat ? 1 : 0);
        var isSteered = call.Steered is not null;
        return new StandInCall(
            id,
            number,
            text,
            language,
            state,
            answer,
            readings,
            isSteered,
            link,
            call.Told,
            call.Off,
            call.At
        );
    }

    private void Keep(Telephone call) => file?.Add(call);
}

/// <summary>One call and what became of it.</summary>
/// <param name="request">What the gateway asked for.</param>
/// <param name="at">When, UTC microseconds.</param>
/// <param name="ringsUntil">When it stops ringing, UTC microseconds.</param>
public sealed class Telephone(CallRequest request, long at, long ringsUntil)
{
    public CallRequest Request => request;
    public long At => at;
    public long RingsUntil => ringsUntil;

    /// <summary>What somebody did with it.</summary>
    public Behaviour? Steered { get; set; }

    /// <summary>How it went because nobody did anything.</summary>
    public Behaviour? Settled { get; set; }

    /// <summary>What is read since the expert answered elsewhere.</summary>
    public string? Told { get; set; }

    /// <summary>The message that nobody is needed any more.</summary>
    public string? Off { get; set; }

    public int Readings { get; set; } = 1;

    /// <summary>Prints no number and no code.</summary>
    public override string ToString() => $"Telephone {Request.Id}";
}
