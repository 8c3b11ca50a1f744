using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Locks.Trustee;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>Draws as a procedure that time moves.</summary>
public sealed class DrawProcedure(DrawDesks desks, IServiceProvider services) : IProcedure
{
    public string Prefix { get; } = Names.DrawStream("");

    public ValueTask<IReadOnlyList<string>> FindAllAsync() => desks.AllAsync();

    public IDriver DriverOf(string id) => ActivatorUtilities.CreateInstance<DrawDriver>(services, id);
}

/// <summary>
/// Asks <see cref="DrawDue"/> for one draw and has it done. There is no other way in which time moves a draw.
/// </summary>
public sealed class DrawDriver(
    string draw,
    DrawDesks desks,
    Desks sessions,
    RelayStore relay,
    PointAnswers answers,
    DrawRows rows,
    Heads heads,
    InboxBell inbox,
    Clock clock,
    ILogger<DrawDriver> logger
) : IDriver
{
    private string asked = "";

    /// <summary>Whether nothing can become due any more and the last head is signed.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public async Task<long?> StepAsync()
    {
        var state = await desks.Of(draw).ReadAsync();
        var agenda = DrawDue.Of(state, clock.Now);
        foreach (var work in agenda.Works)
            await DoAsync(state, work);
        RingIfAsked(state);
        await TellOfOpeningAsync(state);
        await heads.SignStreamAsync(Names.DrawStream(draw));
        if (state is Draw.Published published)
            DestroyCeremonies(published);
        // Of an external draw the paper is to come, and its head is signed.
        IsOver = agenda.Works.Count == 0 && state is (Draw.Over or Draw.ImportOver { HasPaper: true });
        return agenda.NextAt;
    }

    // The inbox looks neither at the clock nor at closed streams by itself.
    private void RingIfAsked(Draw state)
    {
        var now = string.Join(
            ' ',
            DrawQuestions.Of(state, clock.Now).Select(q => q.Lot + Convert.ToHexString(q.Subject))
        );
        if (now == asked)
            return;
        asked = now;
        inbox.Ring();
    }

    private async Task DoAsync(Draw state, DrawWork work)
    {
        switch (work)
        {
            case DrawWork.RunCeremony ceremony:
                await CertifyAsync(((Draw.Published)state).Facts.PolicyOf(ceremony.Lot)!);
                break;
            case DrawWork.CombineBeacon:
                await CombineAsync((Draw.Locked)state);
                break;
            case DrawWork.End end:
                await TellAsync(new EndDraw(clock.Now, end.Cause));
                break;
            case DrawWork.Disclose:
                await TellAsync(new DiscloseDraw(clock.Now));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(work), work, "work without a way to do it");
        }
    }

    private async Task CertifyAsync(LockPolicy policy)
    {
        var held = relay.Read(draw, policy.Lot);
        var rounds = CeremonyRound.All.Select(held.Round).ToArray();
        if (rounds.Any(messages => messages.Count < policy.Trustees.Count))
            return;
        var failure = LockCertificate.TryAssemble(
            policy.CeremonyParameters(),
            [.. rounds[0].Values],
            [.. rounds[1].Values],
            [.. rounds[2].Values],
            out var certificate
        );
        if (failure.Failed)
            await TellAsync(new EndDraw(clock.Now, DrawFailure.NoLock));
        else if (await TellAsync(new CertifyDrawLock(clock.Now, policy.Lot, certificate!.ToBytes())))
            logger.LogInformation("Draw {Draw}: the lock for {Lot} is certified", draw, policy.Lot);
    }

    private async Task CombineAsync(Draw.Locked state)
    {
        var question = DrawQuestions.Of(state, clock.Now).Single();
        var batches = answers
            .Of(draw, question.Lot, question.Subject)
            .Values.Select(answer => PartialBatch.TryParse(state.Facts.Suite, answer, out var batch) ? batch : null)
            .OfType<PartialBatch>()
            .ToList();
        if (batches.Count < state.Facts.Policy.Threshold)
            return;
        IReadOnlyList<Candidate> candidates = state is Draw.Committed committed
            ? await rows.CandidatesAsync(state.Facts.Suite, draw, committed.Commitment.Root)
            : [];
        var salt = RandomNumberGenerator.GetBytes(DrawResult.SaltBytes);
        if (await TellAsync(new CombineBeacon(clock.Now, batches, candidates, salt)) && state is Draw.Committed)
            logger.LogInformation("Draw {Draw}: the committee is drawn", draw);
    }

    // The hand-over from the opening, once every lot that the committee evaluates is opened or failed: a committee with
    // nothing to evaluate is sent home, one that is drawn is compared with the bidders.
    private async Task TellOfOpeningAsync(Draw state)
    {
        var request = state switch
        {
            Draw.Over or Draw.ImportOver => null,
            Draw.Published s => s.Facts.Request,
            Draw.Imported s => s.Facts.Import.Request,
            _ => null,
        };
        if (request is not { Session.Length: > 0 } || await sessions.FindAsync(request.Session) is not { } opening)
            return;
        var lots = opening.Lots.Values.Where(l => request.Lot.Length == 0 || l.Terms.Lot == request.Lot).ToList();
        if (lots.Count == 0 || !lots.All(l => l is Lot.Opened or Lot.Failed))
            return;
        if (lots.All(l => l is Lot.Failed))
            await TellAsync(new EndDraw(clock.Now, DrawFailure.NothingOpened));
        else if (state is Draw.Drawn { Units: null })
            await NameBiddersAsync(lots);
    }

    private async Task NameBiddersAsync(List<Lot> lots)
    {
        var units = lots.OfType<Lot.Opened>()
            .SelectMany(l => l.Bids)
            .Select(b => b.Form?.CreditCode ?? "")
            .Where(CreditCode.IsValid)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        await TellAsync(new NameBidders(clock.Now, units));
    }

    private void DestroyCeremonies(Draw.Published state)
    {
        if (state is Draw.Locked && state.Facts.Policy.CeremonyFate == CeremonyFate.Destroy)
            relay.DestroyMessages(draw, [.. DrawLots.All]);
    }

    private async Task<bool> TellAsync(DrawCommand command)
    {
        var answer = await desks.Of(draw).SendAsync(command);
        if (answer.Refusal is { } no)
            logger.LogWarning("Draw {Draw}: {Reason} by {Rule}: {Detail}", draw, no.Reason, no.Rule, no.Detail);
        return answer.IsAccepted;
    }
}
