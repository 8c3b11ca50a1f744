using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Server.Locks;
using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Everything of a centre opens at 09:00: many lots at one instant, and ceremonies of others that never end beside
/// them.
/// </summary>
public class HourTests
{
    [Fact]
    public async Task Sixty_four_empty_lots_with_one_deadline_all_have_their_outcome()
    {
        await using var server = await TestServer.StartAsync();
        var session = new ManyLots(server, Terms.MostLots);
        foreach (var trustee in server.Trustees)
            trustee.Start();
        await session.PublishAsync();
        Assert.All(await session.UntilAllAsync("intake"), phase => Assert.Equal("intake", phase));

        session.Close();
        var outcomes = await session.UntilAllAsync("failed");
        Assert.Equal(Terms.MostLots, outcomes.Count);
        Assert.All(outcomes, phase => Assert.Equal("failed", phase));
    }

    // Seen where many lots close just after their ceremony: a trustee that had not heard of its lock before the deadline
    // refused the freeze for good, and with enough of them what was sealed would have stayed sealed.
    [Fact]
    public async Task Trustees_that_hear_of_their_lock_after_the_deadline_freeze_all_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var session = new ManyLots(server, 2);
        foreach (var trustee in server.Trustees)
        {
            trustee.Hears = want => want is not LockWant || server.Clock.Now > session.CloseAt;
            trustee.Start();
        }
        await session.PublishAsync();
        Assert.Equal(["intake", "intake"], await session.UntilAllAsync("intake"));
        session.Close();
        Assert.Equal(["failed", "failed"], await session.UntilAllAsync("failed"));
    }

    [Fact]
    public async Task Ceremonies_that_hang_cost_no_look_into_the_relay_and_keep_no_other_lock_waiting()
    {
        var looks = new CountedFile.Counter();
        await using var server = await TestServer.StartAsync(services =>
            services.Replace(
                ServiceDescriptor.Singleton(provider => new RelayFile(
                    new CountedFile(provider.GetRequiredService<DataFolder>().File("relay.db"), looks).Prepare()
                ))
            )
        );
        var hanging = Enumerable.Range(0, 6).Select(_ => new ManyLots(server, 16)).ToList();
        var names = hanging.Select(session => session.Id).ToHashSet();
        foreach (var session in hanging)
            await session.PublishAsync();
        foreach (var trustee in server.Trustees)
            trustee.Tamper = message => names.Contains(message.Session) ? null : message; // these wants never end

        var own = new ManyLots(server, 1); // of the same publisher, and more of the others wait than one answer holds
        Assert.True(names.Count * 16 > WantQueue.MostWants);
        foreach (var trustee in server.Trustees)
            trustee.Start();
        await own.PublishAsync();
        Assert.Equal(["intake"], await own.UntilAllAsync("intake"));
        var wants = server.Get<Wants>();
        foreach (var trustee in server.Trustees)
        {
            var caller = new Caller(SignInKind.Trustee, trustee.Name, trustee.SigningKey.PublicPoint);
            var counts = new List<int>();
            for (var look = 0; look < 10 && !counts.Contains(0); look++)
            {
                var before = looks.Count;
                var answer = await wants.FindAsync(caller, null);
                counts.Add(looks.Count - before);
                Assert.InRange(answer!.Value.Offers.Count, 0, WantQueue.MostWants);
            }
            Assert.Contains(0, counts); // another thread may look in between, but not every time
        }
    }

    private sealed class CountedFile(string path, CountedFile.Counter looks)
        : SqliteFile(path, Schemas.Relay, mayLoseNewest: true)
    {
        protected override void Prepare(SqliteConnection connection) => looks.Add();

        public sealed class Counter
        {
            private int count;

            public int Count => Volatile.Read(ref count);

            public void Add() => Interlocked.Increment(ref count);
        }
    }
}
