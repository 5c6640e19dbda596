"""chi_sim's network in PyTorch: reads its weights from a Tesseract model and writes them back."""

import numpy
import torch

# Rows of torch's gates (input, forget, cell, output) in the order of Tesseract's (cell, input, forget, output).
GATES = (1, 2, 0, 3)


class Network(torch.nn.Module):
    """[1,48,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx512 O1c]: pictures 48 pixels high to log-probabilities of codes."""

    def __init__(self, recognizer):
        super().__init__()
        self.recognizer = recognizer
        _, convolution, _, transpose, forward, reverse, last, output = recognizer.network.inner
        self.nodes = {
            "convolution": convolution.inner[1],
            "column": transpose.inner[0],
            "forward_": forward,
            "reverse": reverse.inner[0],
            "last": last,
            "output": output,
        }
        for name, node in self.nodes.items():
            if len(node.weights) == 1:
                layer = torch.nn.Linear(node.inputs, node.outputs)
            else:
                layer = torch.nn.LSTM(node.inputs, node.outputs, batch_first=True)
            setattr(self, name, layer)
        self.load()

    @torch.no_grad()
    def load(self):
        for name, node in self.nodes.items():
            layer = getattr(self, name)
            if len(node.weights) == 1:
                values = torch.from_numpy(node.weights[0].values).float()
                layer.weight.copy_(values[:, :-1])
                layer.bias.copy_(values[:, -1])
            else:
                values = torch.cat([torch.from_numpy(node.weights[gate].values).float() for gate in GATES])
                layer.weight_ih_l0.copy_(values[:, : node.inputs])
                layer.weight_hh_l0.copy_(values[:, node.inputs : -1])
                layer.bias_ih_l0.copy_(values[:, -1])
                layer.bias_hh_l0.zero_()
                layer.bias_hh_l0.requires_grad_(False)

    @torch.no_grad()
    def store(self):
        """The recogniser with this network's weights."""
        for name, node in self.nodes.items():
            layer = getattr(self, name)
            if len(node.weights) == 1:
                node.weights[0].values = torch.cat([layer.weight, layer.bias[:, None]], 1).double().numpy()
            else:
                values = torch.cat([layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0[:, None]], 1)
                for part, gate in zip(values.double().numpy().reshape(4, node.outputs, -1), GATES):
                    node.weights[gate].values = numpy.ascontiguousarray(part)
        return self.recognizer

    def forward(self, pictures, widths):
        """Logits of codes, `pictures` (batch, 48, width) from -1 (black) to 1, `widths` in pixels.

        Tesseract takes noise for what lies beyond a picture.
        """
        batch, height, width = pictures.shape
        width -= width % 3
        padded = torch.rand(batch, 1, height + 2, width + 2) * 2 - 1
        inside = torch.arange(width)[None] < widths[:, None]
        padded[:, 0, 1:-1, 1:-1] = torch.where(inside[:, None], pictures[:, :, :width], padded[:, 0, 1:-1, 1:-1])
        # Tesseract stacks the nine pixels column by column.
        weight = self.convolution.weight.reshape(-1, 1, 3, 3).transpose(2, 3)
        maps = torch.tanh(torch.nn.functional.conv2d(padded, weight, self.convolution.bias))
        maps = torch.nn.functional.max_pool2d(maps, 3)
        steps = width // 3
        columns = maps.permute(0, 3, 2, 1).reshape(batch * steps, height // 3, -1)
        line = self.column(columns)[0][:, -1].reshape(batch, steps, -1)
        line = self.forward_(line)[0]
        lengths = widths // 3
        order = torch.arange(steps)[None]
        order = torch.where(order < lengths[:, None], lengths[:, None] - 1 - order, order)[:, :, None]
        line = torch.gather(line, 1, order.expand(-1, -1, line.shape[2]))
        line = self.reverse(line)[0]
        line = torch.gather(line, 1, order.expand(-1, -1, line.shape[2]))
        return self.output(self.last(line)[0]), lengths
