namespace Trading.Opening.Tests;

/// <summary>One example of every command, of every refusable kind of act too, for tables and random walks.</summary>
internal static class Commands
{
    public static SessionCommand[] All(World world) =>
        [
            world.Prepare,
            world.LockOf("a").Commands("a", World.Start).First(),
            world.Complain("a"),
            new CertifyLock(World.Start, "a", world.LockOf("a").Bytes),
            World.StandStill(),
            World.FreezeOf("a", 3),
            World.Cosign("a", 1),
            new FailLot(World.Close + 2 * World.Second, "a"),
            World.Partial("a", 1),
            World.WrongPartial("a", 2),
            world.OpenAll("a", world.Results("a")),
            world.Revoke(world.Bidders[0], "a"),
            world.Attend(world.Bidders[0]),
            world.Object(world.Bidders[0]),
            world.Confirm(world.Bidders[0]),
            world.Answer(world.Object(world.Bidders[0])),
            world.LateFreeze(World.Host),
            world.Conclude(),
            World.SealRecord(),
        ];

    /// <summary>A name for a command in tables: its type, and the kind of an act.</summary>
    public static string NameOf(SessionCommand command) =>
        command is Perform { Act: var act } && Act.TryParse(act.Statement, out var parsed)
            ? parsed.Kind.ToString()
            : command.GetType().Name;
}
