package dev.gradus.reuse;

import dev.gradus.errors.Require;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * What one task has taught serves another: the first layers of a network, its body, are taken over, and a new head is put
 * on them. Donahue et al., "DeCAF: a deep convolutional activation feature for generic visual recognition", 2013; Yosinski,
 * Clune, Bengio and Lipson, "How transferable are features in deep neural networks?", 2014.
 */
public final class Transfer {
    private Transfer() {}

    /**
     * The first layers of a network as one of their own, with copies of their weights: what it makes of an input is called
     * its features.
     *
     * @param layers how many of those that {@code network.parts()} lists, at least 1
     */
    public static Network body(Network network, int layers) {
        Require.notNull("network", network, "one that has learnt");
        Require.within("layers", layers, 1, network.parts().size());
        NetworkBuilder builder = Network.input(network.inputShape());
        for (Network.Part part : network.parts().subList(0, layers)) builder.layer(part.spec());
        return withWeights(builder.seed(network.seed()).build(), network);
    }

    /**
     * New layers on a body that stays as it is: its parameters are frozen, and {@link Parameter#unfreeze} lets them learn
     * again. (The running statistics of batch normalisation go on being measured.)
     *
     * @param seed decides how the new layers start, and the order of the data in training
     * @param head at least one layer, e.g. {@code dense(10, softmax())}
     */
    public static Network newHead(Network body, long seed, LayerSpec... head) {
        Require.notNull("body", body, "the first layers of a network, see body");
        Require.atLeast("the number of layers in head", Require.notNull("head", head, "layers").length, 1);
        NetworkBuilder builder = Network.input(body.inputShape());
        for (Network.Part part : body.parts()) builder.layer(part.spec());
        for (LayerSpec spec : head) builder.layer(spec);
        Network network = withWeights(builder.seed(seed).build(), body);
        network.parameters().subList(0, body.parameters().size()).forEach(Parameter::freeze);
        return network;
    }

    /** The parameters that both have come first in both. */
    private static Network withWeights(Network to, Network from) {
        List<Parameter> old = from.parameters();
        List<Parameter> now = to.parameters();
        for (int i = 0; i < Math.min(old.size(), now.size()); i++)
            now.get(i).set(old.get(i).values());
        return to;
    }
}
