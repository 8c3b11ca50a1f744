using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// What the platform wants of a trustee now, computed from the sessions and from what is missing in the relay: there are no read marks, a
/// want goes when its answer is there and comes again when the answer is lost (docs/decisions).
/// </summary>
public sealed class Wants(IEventLog log, Desks desks, RelayStore relay, Attestations attestations)
{
    private const int PageEvents = 1_000;

    private readonly ConcurrentDictionary<(string Session, string Trustee), bool> settled = new();

    /// <summary>All wants, oldest session first, and a tag that changes when they do.</summary>
    public async Task<(string Tag, IReadOnlyList<TrusteeWant> Wants)> OfAsync(Caller trustee)
    {
        var wants = new List<TrusteeWant>();
        foreach (var session in await desks.SessionsAsync())
            if (!settled.ContainsKey((session, trustee.Name))) wants.AddRange(await OfSessionAsync(session, trustee));
        return (TagOf(wants), wants);
    }

    private async Task<IReadOnlyList<TrusteeWant>> OfSessionAsync(string session, Caller trustee)
    {
        var wants = new List<TrusteeWant>();
        if (await desks.FindAsync(session) is not { } running) return wants;
        var (state, size) = await desks.Session(session).ReadWithHeadAsync(Names.SessionStream(session));
        if (state is Session.Running)
            foreach (var lot in running.Lots.Values)
                if (NumberIn(lot.Policy, trustee) is > 0 and var number) wants.AddRange(await OfLotAsync(session, lot, number));
        var isLocked = IsLockedIn(running, trustee);
        if (isLocked) wants.AddRange(OfHead(session, trustee));
        // Of a concluded session only its last head is wanted; once that of a sealed one is cosigned, nothing can be wanted again.
        if (state is Session.Sealed && (!isLocked || relay.HasCosignature(Names.SessionStream(session), size, trustee.Name))) settled[(session, trustee.Name)] = true;
        return wants;
    }

    /// <summary>The trustee's number in a policy, from 1; 0 when it is not named.</summary>
    public static int NumberIn(LockPolicy policy, Caller trustee)
    {
        for (var i = 0; i < policy.Trustees.Count; i++)
            if (policy.Trustees[i].SigningKey.AsSpan().SequenceEqual(trustee.Key)) return i + 1;
        return 0;
    }

    private async Task<IEnumerable<TrusteeWant>> OfLotAsync(string session, Lot lot, int number) => lot switch
    {
        Lot.Ceremony l => OfCeremony(session, l, number),
        Lot.Intake l => OfIntake(session, l, number),
        Lot.Frozen l => [.. OfFreeze(session, l, l.Freeze, number), .. attestations.WantsOf(session, l.Terms.Lot, number)],
        Lot.Releasing l => [.. OfFreeze(session, l, l.Freeze, number), .. await OfReleaseAsync(session, l, l.Freeze, l.Partials.ContainsKey(number), number)],
        Lot.Opened l => [.. OfFreeze(session, l, l.Freeze, number), .. await OfReleaseAsync(session, l, l.Freeze, l.Partials.ContainsKey(number), number)],
        _ => [],
    };

    private IEnumerable<TrusteeWant> OfCeremony(string session, Lot.Ceremony l, int number)
    {
        var (id, count) = (l.Terms.Lot, l.Policy.Trustees.Count);
        var (commitments, messages) = (relay.Messages(session, id, 0), relay.Messages(session, id, 1));
        if (!commitments.ContainsKey(number)) yield return new PolicyWant(session, id, LockPolicyCodec.ToBytes(l.Policy));
        else if (commitments.Count == count && !messages.ContainsKey(number)) yield return new RevealWant(session, id, [.. commitments.Values]);
        else if (messages.Count == count && !relay.Messages(session, id, 3).ContainsKey(number))
            yield return new CertifyWant(session, id, [.. commitments.Values], [.. messages.Values]);
    }

    private IEnumerable<TrusteeWant> OfIntake(string session, Lot.Intake l, int number)
    {
        var id = l.Terms.Lot;
        if (!relay.IsLocked(session, id, number)) return [new LockWant(session, id, l.Lock.CertifiedAt, l.Lock.Certificate)];
        // The drain is cosigned as a freeze and in no other way.
        var drain = new TickSchedule(l.Policy, l.Lock.CertifiedAt).DrainIndex;
        return relay.NewestHead(Names.IntakeStream(session, id)) is { } head && head.Size <= drain
            && !relay.HasCosignature(head.Stream, head.Size, l.Policy.Trustees[number - 1].Name) ? [new CosignWant(session, id, head.Note)] : [];
    }

    private IEnumerable<TrusteeWant> OfFreeze(string session, Lot l, FreezeFacts freeze, int number)
    {
        if (freeze.Cosignatures.ContainsKey(number) || relay.FindHead(Names.IntakeStream(session, l.Terms.Lot), freeze.TreeSize) is not { } head) return [];
        return [new FreezeWant(session, l.Terms.Lot, head.Note, LinesOf(freeze), [.. freeze.Orders.Values.Select(o => o.Act)])];
    }

    private async Task<IEnumerable<TrusteeWant>> OfReleaseAsync(string session, Lot l, FreezeFacts freeze, bool isLogged, int number)
    {
        var id = l.Terms.Lot;
        if (isLogged && relay.Partials(session, id).ContainsKey(number)) return attestations.WantsOf(session, id, number);
        if (!freeze.Cosignatures.ContainsKey(number) || relay.FindHead(Names.IntakeStream(session, id), freeze.TreeSize) is not { } head) return [];
        return [.. attestations.WantsOf(session, id, number), new ReleaseWant(session, id, head.Note, LinesOf(freeze), await RevocationsAsync(session, id, freeze))];
    }

    private IEnumerable<TrusteeWant> OfHead(string session, Caller trustee) =>
        relay.NewestHead(Names.SessionStream(session)) is { } head && !relay.HasCosignature(head.Stream, head.Size, trustee.Name)
            ? [new CosignWant(session, "", head.Note)] : [];

    /// <summary>Signed withdrawals of what was revoked, in the order of the stream.</summary>
    public async Task<IReadOnlyList<byte[]>> RevocationsAsync(string session, string lot, FreezeFacts freeze)
    {
        var statements = new List<byte[]>();
        if (freeze.Revoked.IsEmpty) return statements;
        var (stream, from) = (Names.SessionStream(session), 0L);
        for (IReadOnlyList<StoredEvent> page; (page = await log.ReadAsync(stream, from, PageEvents)).Count > 0; from += page.Count)
            foreach (var stored in page.Where(stored => stored.Type == nameof(BidRevoked)))
                if (EventCodec.DecodeSession(stored.Type, stored.Bytes) is BidRevoked revoked && revoked.Lot == lot) statements.Add(revoked.Statement);
        return statements;
    }

    // From the freeze on the share must be there: a trustee that lost it refuses, which does no harm.
    private bool IsLockedIn(Session.Running running, Caller trustee) => running.Lots.Values.Any(lot => NumberIn(lot.Policy, trustee) is > 0 and var number && lot switch
    {
        Lot.Ceremony or Lot.Failed { Cause: LotFailure.NoLock } => false,
        Lot.Intake => relay.IsLocked(running.Id, lot.Terms.Lot, number),
        _ => true,
    });

    private static string[] LinesOf(FreezeFacts freeze) => [.. freeze.Cosignatures.Values.Select(cosigned => cosigned.Cosignature)];

    private static string TagOf(List<TrusteeWant> wants)
    {
        var all = new WireWriter().List(wants, static (writer, want) => writer.Text(want.Kind).Text(want.Session).Text(want.Lot).Bytes(want.Body()));
        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()).AsSpan(0, 16));
    }
}
