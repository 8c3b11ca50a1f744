using System.Reflection;
using System.Text.Json;

namespace Trading.Architecture.Tests;

/// <summary>
/// C# does not check closed hierarchies; this does: every event has a codec case, a stream and a frozen fixture.
/// </summary>
public class EventTests
{
    public static TheoryData<Type> Events() =>
        [
            .. new[] { typeof(SessionEvent), typeof(IntakeEvent) }
                .SelectMany(t => t.Assembly.GetTypes())
                .Where(t =>
                    !t.IsAbstract && (t.IsSubclassOf(typeof(SessionEvent)) || t.IsSubclassOf(typeof(IntakeEvent)))
                ),
        ];

    [Theory, MemberData(nameof(Events))]
    public void An_event_has_a_codec_a_stream_and_a_fixture(Type type)
    {
        var fixture = Path.Combine(Tree.Root, "tests", "vectors", "events", type.Name + ".json");
        Assert.True(File.Exists(fixture), $"no fixture {Tree.Relative(fixture)}");
        using var frozen = JsonDocument.Parse(File.ReadAllBytes(fixture));
        var bytes = frozen.RootElement.GetProperty("bytes").GetBytesFromBase64();

        if (type.IsSubclassOf(typeof(SessionEvent)))
        {
            var decoded = EventCodec.DecodeSession(type.Name, bytes);
            Assert.IsType(type, decoded);
            Assert.Equal(bytes, EventCodec.Encode(decoded).Bytes);
        }
        else
        {
            var decoded = EventCodec.DecodeIntake(type.Name, bytes);
            Assert.IsType(type, decoded);
            Assert.Equal(bytes, EventCodec.Encode(decoded).Bytes);
            Assert.Matches("^(intake|received)\\.", Visibility.Of("00112233445566778899aabbccddeeff", "1", decoded));
        }
    }

    [Fact]
    public void Every_public_member_of_the_deciders_is_pure_static()
    {
        foreach (
            var type in new[]
            {
                typeof(Decider),
                typeof(IntakeDecider),
                typeof(Due),
                typeof(Visibility),
                typeof(EventCodec),
            }
        )
        {
            Assert.True(type.IsAbstract && type.IsSealed, $"{type.Name} keeps no state");
            Assert.Empty(
                type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
                    .Where(f => !f.IsInitOnly && !f.IsLiteral)
            );
        }
    }
}
