using Trading.Server.Locks;
using Trading.Server.People;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Locks;

/// <summary>What a look into the inbox costs beside the sessions of others: no event of theirs is folded again.</summary>
public sealed class InboxFoldTests
{
    [Fact]
    public async Task Each_event_is_folded_once_however_many_sessions_wait_and_however_often_trustees_look()
    {
        await using var server = await TestServer.StartAsync();
        var hanging = Enumerable.Range(0, 12).Select(_ => new ManyLots(server, 4)).ToList();
        foreach (var session in hanging)
            await session.PublishAsync();
        // A new process knows nothing: the first look folds everything, and no other look does.
        await server.KillAsync();
        await server.StartAgainAsync();
        foreach (var look in Enumerable.Range(0, 5))
        {
            await LookAsync(server);
            foreach (var session in hanging)
                Assert.Equal((look, 1), (look, server.Log!.FoldedOf(Names.SessionStream(session.Id))));
        }

        // Another session comes and moves to its lock: of the others not an event is read.
        var names = hanging.Select(session => session.Id).ToHashSet();
        foreach (var trustee in server.Trustees)
        {
            trustee.Tamper = message => names.Contains(message.Session) ? null : message;
            trustee.Start();
        }
        var own = new ManyLots(server, 1);
        await own.PublishAsync();
        Assert.Equal(["intake"], await own.UntilAllAsync("intake"));
        await LookAsync(server);
        Assert.All(hanging, session => Assert.Equal(1, server.Log!.FoldedOf(Names.SessionStream(session.Id))));
        // Its own events were folded where they were made.
        Assert.True(await server.Log!.HeadAsync(Names.SessionStream(own.Id)) > 9);
        Assert.Equal(0, server.Log!.FoldedOf(Names.SessionStream(own.Id)));
    }

    private static async Task LookAsync(TestServer server)
    {
        foreach (var trustee in server.Trustees)
        {
            var caller = new Caller(SignInKind.Trustee, trustee.Name, trustee.SigningKey.PublicPoint);
            Assert.NotNull(await server.Get<Wants>().FindAsync(caller, null));
        }
    }
}
