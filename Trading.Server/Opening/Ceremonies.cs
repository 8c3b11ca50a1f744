using Trading.Crypto;
using Trading.Server.Locks;

namespace Trading.Server.Opening;

/// <summary>What is due of the key ceremonies of one session: their lock, their failure, their end.</summary>
public sealed class Ceremonies(
    string session,
    SessionTeller teller,
    RelayStore relay,
    Clock clock,
    ILogger<Ceremonies> logger
)
{
    /// <summary>Puts a lot's lock together once all messages of its trustees are here.</summary>
    public async Task CertifyAsync(Lot.Ceremony lot)
    {
        var (id, count) = (lot.Terms.Lot, lot.Policy.Trustees.Count);
        // The stream counts what came; a ceremony that waits for somebody costs no look into the relay.
        if (lot.Messages.Count < CeremonyRound.All.Count * count)
            return;
        var held = relay.Read(session, id);
        var rounds = CeremonyRound.All.Select(held.Round).ToArray();
        if (rounds.Any(messages => messages.Count < count))
            return; // the last one is written in this moment, or is wanted again
        var failure = LockCertificate.TryAssemble(
            lot.Policy.CeremonyParameters(),
            [.. rounds[0].Values],
            [.. rounds[1].Values],
            [.. rounds[2].Values],
            out var certificate
        );
        // No trustee complained, so the platform accuses nobody: what it could not put together it answers for.
        if (failure.Failed)
            await teller.TellAsync(
                new FailCeremony(clock.Now, id, lot.Policy.Version > 1 ? 0 : failure.Accused, failure.Fault.ToString())
            );
        else if (await teller.TellAsync(new CertifyLock(clock.Now, id, certificate!.ToBytes())))
            logger.LogInformation("{Session}/{Lot}: the lock is certified", session, id);
    }

    /// <summary>Ends a ceremony that the deadline overtook.</summary>
    public Task AbandonAsync(Lot lot) =>
        teller.TellAsync(new FailCeremony(clock.Now, lot.Terms.Lot, 0, "The deadline came before the lock."));

    /// <summary>
    /// Destroys the ceremonies of certified locks whose policy wants it, before their intakes open. It rewrites the
    /// relay's whole file: once for all lots that were certified meanwhile, and at every later step it is a look into
    /// memory, which also finds a message that came late.
    /// </summary>
    public void DestroyOver(Session.Running running) =>
        relay.DestroyMessages(
            session,
            [
                .. running
                    .Lots.Values.OfType<Lot.Intake>()
                    .Where(lot => lot.Policy.CeremonyFate == CeremonyFate.Destroy)
                    .Select(lot => lot.Terms.Lot),
            ]
        );
}
