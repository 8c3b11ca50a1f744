using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

/// <summary>What a trustee decides together it keeps together, and says only then.</summary>
public class BatchTests
{
    [Fact]
    public async Task All_decisions_of_a_look_are_one_transaction_and_nothing_is_sent_before_it()
    {
        using var office = new Office();
        var saves = new List<(int Events, int PostedBefore)>();
        office.Store = (trustee, store) =>
            trustee == 1
                ? new CountedStore(store, events => saves.Add((events, office.Relay.Posted.Count(p => p.Trustee == 1))))
                : store;
        await LockedAsync(office);
        office.Relay.Do(p => p.Stream.Append(Rehearsal.Fresh(32)));
        office.Relay.Do(p => p.SealTick(drain: false));
        var before = (Saves: saves.Count, Posts: office.Relay.Posted.Count(p => p.Trustee == 1));
        await office.RoundAsync(1);

        Assert.Equal((2, before.Posts), Assert.Single(saves.Skip(before.Saves)));
        Assert.Equal(
            2,
            office
                .Relay.Posted.Where(p => p.Trustee == 1)
                .Skip(before.Posts)
                .Count(p => p.Message.Kind == TrusteeMessageKind.Cosignature)
        );
    }

    [Fact]
    public async Task A_proof_that_was_fetched_before_another_decision_of_the_batch_accuses_nobody()
    {
        using var office = new Office();
        await LockedAsync(office);
        office.Relay.Do(p => p.SealTick(drain: false));
        await office.RoundAsync(1);
        // Two honest heads of one stream in one look: the second's proof was fetched from the head that was cosigned
        // last.
        var wants = new List<TrusteeWant>();
        for (var i = 0; i < 2; i++)
        {
            office.Relay.Do(p => p.SealTick(drain: false));
            wants.Add(office.Relay.Ask(p => new CosignWant(p.Policy.Session, p.Policy.Lot, p.IntakeNote())));
        }
        var agent = office.Agent(1);
        Assert.False(await agent.ServeAsync(wants, default)); // one is left
        Assert.DoesNotContain(office.Relay.Posted, p => p.Message.Kind == TrusteeMessageKind.Refusal);
        Assert.True(await agent.ServeAsync(wants[1..], default));
        Assert.Equal(3, agent.State.Heads[office.Relay.Ask(p => p.IntakeNote().Split('\n')[0])].Size);
    }

    private static async Task LockedAsync(Office office)
    {
        await office.RoundsAsync(6);
        office.Relay.Do(p => p.Now = p.Policy.CloseAt - Rehearsal.Second); // all ordinary ticks are due
    }

    private sealed class CountedStore(ITrusteeStore inner, Action<int> saves) : ITrusteeStore
    {
        public IReadOnlyList<TrusteeEvent> Events() => inner.Events();

        public byte[]? Secret(string name) => inner.Secret(name);

        public void Save(IReadOnlyList<TrusteeEvent> events, IReadOnlyList<TrusteeSecret> secrets)
        {
            saves(events.Count);
            inner.Save(events, secrets);
        }

        public void Dispose() => inner.Dispose();
    }
}
