using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>Sessions as a procedure that time moves.</summary>
public sealed class SessionProcedure(Desks desks, IServiceProvider services) : IProcedure
{
    public string Prefix { get; } = Names.SessionStream("");

    public ValueTask<IReadOnlyList<string>> FindAllAsync() => desks.SessionsAsync();

    public IDriver DriverOf(string id)
    {
        var teller = ActivatorUtilities.CreateInstance<SessionTeller>(services, id);
        return ActivatorUtilities.CreateInstance<SessionDriver>(
            services,
            id,
            ActivatorUtilities.CreateInstance<Ceremonies>(services, id, teller),
            ActivatorUtilities.CreateInstance<Intakes>(services, id, teller),
            ActivatorUtilities.CreateInstance<Openings>(services, id, teller)
        );
    }
}

/// <summary>
/// Asks <see cref="Due"/> for one session and has it done: by its ceremonies, its intakes and its openings. There is no
/// other way in which time or state moves a session.
/// </summary>
public sealed class SessionDriver(
    string session,
    Desks desks,
    Ceremonies ceremonies,
    Intakes intakes,
    Openings openings,
    Heads heads,
    Clock clock
) : IDriver
{
    /// <summary>Whether the record is sealed and the last head is signed.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public async Task<long?> StepAsync()
    {
        var state = await desks.Session(session).ReadAsync();
        var next = state is Session.Running running ? await RunAsync(running) : null;
        foreach (var lot in state.Published()?.Lots.Values ?? [])
            await openings.RestoreAsync(lot);
        await heads.SignStreamAsync(Names.SessionStream(session));
        if (Due.Of(state, clock.Now).Works.Any(work => work is DueWork.SealRecord))
            await openings.PrepareRecordAsync();
        intakes.EndRecovery();
        IsOver = state is Session.Sealed;
        return next;
    }

    // Lots side by side: a lot's few seconds to be seen in time must not pass in the work of others, and what they tell
    // goes into common commits.
    private async Task<long?> RunAsync(Session.Running running)
    {
        var agenda = Due.Of(running, clock.Now);
        ceremonies.DestroyOver(running);
        var works = agenda.Works.ToDictionary(work => work.Lot, StringComparer.Ordinal);
        var lots = running
            .Lots.Values.Select(lot => (Lot: lot, Work: works.GetValueOrDefault(lot.Terms.Lot)))
            .Where(lot => lot is { Lot: Lot.Intake } or { Work: not null });
        var nexts = await Task.WhenAll(lots.Select(lot => Task.Run(() => DoAsync(running, lot.Lot, lot.Work))));
        return nexts.Aggregate(agenda.NextAt, Intakes.Earlier);
    }

    private async Task<long?> DoAsync(Session.Running running, Lot lot, DueWork? work)
    {
        var next = lot is Lot.Intake intake ? await intakes.ReceiveAsync(running, intake) : null;
        switch (work)
        {
            case null:
                break; // an intake that only receives
            case DueWork.FreezeIntake:
                return Intakes.Earlier(next, await intakes.FreezeAsync((Lot.Intake)lot));
            case DueWork.RunCeremony:
                await ceremonies.CertifyAsync((Lot.Ceremony)lot);
                break;
            case DueWork.AbandonCeremony:
                await ceremonies.AbandonAsync(lot);
                break;
            case DueWork.FailFewSubmitted:
                await openings.FailAsync(lot);
                break;
            case DueWork.OpenBids:
                await openings.OpenAsync((Lot.Releasing)lot);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(work), work, "work without a way to do it");
        }
        return next;
    }
}
