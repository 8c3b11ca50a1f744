using Trading.Server.Draws;

namespace Trading.Server.Tests.Draws;

public sealed class PointAnswersTests
{
    [Fact]
    public void What_was_asked_for_stays_as_it_was_when_another_trustee_answers()
    {
        var answers = new PointAnswers();
        Assert.Empty(answers.Of("draw", "lot", [1]));
        answers.Put("draw", "lot", [1], 3, [30]);
        var before = answers.Of("draw", "lot", [1]);
        answers.Put("draw", "lot", [1], 1, [10]);
        answers.Put("draw", "lot", [2], 2, [20]);
        Assert.Equal([3], before.Keys);
        Assert.Equal([1, 3], answers.Of("draw", "lot", [1]).Keys);
        answers.Put("draw", "lot", [1], 1, [11]); // of each trustee one
        Assert.Equal([11], answers.Of("draw", "lot", [1])[1]);
    }
}
