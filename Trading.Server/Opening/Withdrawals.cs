using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// Withdrawals, from whoever holds the submission's key: nobody signs in, and a ticket changes nothing. A statement
/// that the intake would refuse leaves no trace, so that a stranger can fill nothing; those of one submission come one
/// after another, so that there are never more of them than envelopes, and the limits of who sent these hold.
/// </summary>
public sealed class Withdrawals(Desks desks, Commits commits, Suite suite)
{
    private const int Lanes = 64;
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>The entry that a withdrawal before the deadline became, or why not.</summary>
    public async Task<(Entry? Entry, Refusal? Refusal)> WithdrawAsync(
        string session,
        Lot lot,
        Withdrawal withdrawal,
        Arrivals.Arrival arrival
    )
    {
        var arrivedAt = arrival.For(lot.Policy);
        if (await ForeseeAsync(session, lot, withdrawal, arrivedAt) is { } stranger)
            return (null, stranger);
        var lane = lanes[withdrawal.SubmissionId[0] % Lanes];
        await lane.WaitAsync();
        try
        {
            if (await ForeseeAsync(session, lot, withdrawal, arrivedAt) is { } second)
                return (null, second);
            var manifest = new UploadManifest(true, session, lot.Terms.Lot, withdrawal.Bytes, []);
            var (upload, refusal) = await commits.DeclareAsync(manifest, arrivedAt);
            return refusal is null ? await commits.CommitAsync(upload, manifest, arrival) : (null, refusal);
        }
        finally
        {
            lane.Release();
        }
    }

    // The same statement, said twice at once, is one withdrawal. Before the lock and behind the drain the intake says
    // for itself why it takes nothing.
    private async Task<Refusal?> ForeseeAsync(string session, Lot lot, Withdrawal withdrawal, long arrivedAt)
    {
        if (await desks.ReadIntakeAsync(session, lot.Terms.Lot) is not IntakeState.Receiving receiving)
            return null;
        var key = Convert.ToHexStringLower(Entry.HashOf(suite, withdrawal.Bytes));
        return receiving.Done.GetValueOrDefault(key) is { Entry: not null }
            ? null
            : IntakeDecider.Foresee(receiving, withdrawal, arrivedAt);
    }
}
